package io.snapfleet.vault.format;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A moment of something that was backed up: its tree, where it came from and who made it.
 *
 * @param parent the snapshot it was compared with; null if none
 * @param tree its content; restic allows none, so null when there is none
 * @param original the first snapshot of which this is a changed description; null if none
 * @param summary what the backup did; null in snapshots of old versions
 */
public record SnapshotFile(
    Instant time,
    @Nullable Id parent,
    @Nullable Id tree,
    List<String> paths,
    String hostname,
    String username,
    long uid,
    long gid,
    List<String> excludes,
    List<String> tags,
    @Nullable Id original,
    String programVersion,
    @Nullable SnapshotSummary summary) {

  public SnapshotFile {
    paths = List.copyOf(paths);
    excludes = List.copyOf(excludes);
    tags = List.copyOf(tags);
  }

  /** The same with other tags; {@code former} is its name so far. */
  public SnapshotFile withTags(List<String> others, Id former) {
    Id first = original != null ? original : former;
    return new SnapshotFile(
        time,
        parent,
        tree,
        paths,
        hostname,
        username,
        uid,
        gid,
        excludes,
        others,
        first,
        programVersion,
        summary);
  }

  /** The same with another tree, as a repair makes it; {@code former} is its name so far. */
  public SnapshotFile withTree(Id other, Id former) {
    Id first = original != null ? original : former;
    return new SnapshotFile(
        time,
        null,
        other,
        paths,
        hostname,
        username,
        uid,
        gid,
        excludes,
        tags,
        first,
        programVersion,
        null);
  }

  public byte[] toJson(ZoneId zone) {
    JsonWriter out = new JsonWriter(1024).beginObject();
    out.field("time").plainString(GoTime.format(time, zone));
    optional(out, "parent", parent);
    out.field("tree");
    if (tree == null) {
      out.nothing();
    } else {
      out.id(tree);
    }
    strings(out.field("paths"), paths);
    optional(out, "hostname", hostname);
    optional(out, "username", username);
    optional(out, "uid", uid);
    optional(out, "gid", gid);
    optional(out, "excludes", excludes);
    optional(out, "tags", tags);
    optional(out, "original", original);
    optional(out, "program_version", programVersion);
    if (summary != null) {
      summary.write(out.field("summary"), zone);
    }
    return out.endObject().bytes();
  }

  public static SnapshotFile read(byte[] json) {
    JsonReader in = new JsonReader(json);
    Fields fields = new Fields();
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      if (!in.skipNull()) {
        fields.read(in, field);
      }
    }
    in.end();
    return fields.snapshot();
  }

  private static void strings(JsonWriter out, List<String> texts) {
    out.beginArray();
    texts.forEach(out::string);
    out.endArray();
  }

  private static void optional(JsonWriter out, String field, List<String> texts) {
    if (!texts.isEmpty()) {
      strings(out.field(field), texts);
    }
  }

  private static void optional(JsonWriter out, String field, String text) {
    if (!text.isEmpty()) {
      out.field(field).string(text);
    }
  }

  private static void optional(JsonWriter out, String field, @Nullable Id id) {
    if (id != null) {
      out.field(field).id(id);
    }
  }

  private static void optional(JsonWriter out, String field, long number) {
    if (number != 0) {
      out.field(field).unsigned(number);
    }
  }

  /** A snapshot being read. */
  private static final class Fields {
    private @Nullable Instant time;
    private @Nullable Id parent;
    private @Nullable Id tree;
    private @Nullable Id original;
    private @Nullable SnapshotSummary summary;
    private List<String> paths = List.of();
    private List<String> excludes = List.of();
    private List<String> tags = List.of();
    private String hostname = "";
    private String username = "";
    private String programVersion = "";
    private long uid;
    private long gid;

    void read(JsonReader in, String field) {
      switch (field) {
        case "time" -> time = GoTime.parse(in.string());
        case "parent" -> parent = in.id();
        case "tree" -> tree = in.id();
        case "paths" -> paths = readStrings(in);
        case "hostname" -> hostname = in.string();
        case "username" -> username = in.string();
        case "uid" -> uid = in.number();
        case "gid" -> gid = in.number();
        case "excludes" -> excludes = readStrings(in);
        case "tags" -> tags = readStrings(in);
        case "original" -> original = in.id();
        case "program_version" -> programVersion = in.string();
        case "summary" -> summary = SnapshotSummary.read(in);
        default -> in.skip();
      }
    }

    SnapshotFile snapshot() {
      if (time == null) {
        throw new FormatException("a snapshot has no time");
      }
      return new SnapshotFile(
          time,
          parent,
          tree,
          paths,
          hostname,
          username,
          uid,
          gid,
          excludes,
          tags,
          original,
          programVersion,
          summary);
    }

    private static List<String> readStrings(JsonReader in) {
      List<String> texts = new ArrayList<>();
      in.beginArray();
      while (in.nextElement()) {
        texts.add(in.string());
      }
      return texts;
    }
  }
}
