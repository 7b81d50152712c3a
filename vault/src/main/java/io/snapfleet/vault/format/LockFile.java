package io.snapfleet.vault.format;

import java.time.Instant;
import java.time.ZoneId;

/** A process's claim to use the repository, alone or with others. */
public record LockFile(
    Instant time,
    boolean exclusive,
    String hostname,
    String username,
    long pid,
    long uid,
    long gid) {

  public LockFile withTime(Instant other) {
    return new LockFile(other, exclusive, hostname, username, pid, uid, gid);
  }

  public byte[] toJson(ZoneId zone) {
    JsonWriter out = new JsonWriter(200).beginObject();
    out.field("time").plainString(GoTime.format(time, zone));
    out.field("exclusive").bool(exclusive);
    out.field("hostname").string(hostname);
    out.field("username").string(username);
    out.field("pid").unsigned(pid);
    if (uid != 0) {
      out.field("uid").unsigned(uid);
    }
    if (gid != 0) {
      out.field("gid").unsigned(gid);
    }
    return out.endObject().bytes();
  }

  public static LockFile read(byte[] json) {
    JsonReader in = new JsonReader(json);
    Instant time = null;
    boolean exclusive = false;
    String hostname = "";
    String username = "";
    long pid = 0;
    long uid = 0;
    long gid = 0;
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "time" -> time = GoTime.parse(in.string());
        case "exclusive" -> exclusive = in.bool();
        case "hostname" -> hostname = in.string();
        case "username" -> username = in.string();
        case "pid" -> pid = in.number();
        case "uid" -> uid = in.number();
        case "gid" -> gid = in.number();
        default -> in.skip();
      }
    }
    in.end();
    if (time == null) {
      throw new FormatException("a lock has no time");
    }
    return new LockFile(time, exclusive, hostname, username, pid, uid, gid);
  }
}
