package io.snapfleet.vault.format;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A password's way to the repository's keys: what derives a key from it, and the repository's keys
 * encrypted with that.
 *
 * @param n scrypt's cost
 * @param r scrypt's block size
 * @param p scrypt's parallelism
 * @param data the encrypted {@link MasterKeyFile}
 */
public record KeyFile(
    Instant created,
    String username,
    String hostname,
    String kdf,
    int n,
    int r,
    int p,
    RawText salt,
    RawText data) {

  /** The one derivation there is. */
  public static final String SCRYPT = "scrypt";

  public byte[] toJson(ZoneId zone) {
    JsonWriter out = new JsonWriter(600).beginObject();
    out.field("created").plainString(GoTime.format(created, zone));
    out.field("username").string(username);
    out.field("hostname").string(hostname);
    out.field("kdf").string(kdf);
    out.field("N").unsigned(n).field("r").unsigned(r).field("p").unsigned(p);
    out.field("salt").base64(salt.bytes());
    out.field("data").base64(data.bytes());
    return out.endObject().bytes();
  }

  public static KeyFile read(byte[] json) {
    JsonReader in = new JsonReader(json);
    Instant created = Instant.EPOCH;
    String username = "";
    String hostname = "";
    String kdf = "";
    long n = 0;
    long r = 0;
    long p = 0;
    RawText salt = RawText.of("");
    RawText data = RawText.of("");
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      if (in.skipNull()) {
        continue;
      }
      switch (field) {
        case "created" -> created = GoTime.parse(in.string());
        case "username" -> username = in.string();
        case "hostname" -> hostname = in.string();
        case "kdf" -> kdf = in.string();
        case "N" -> n = in.number(Integer.MAX_VALUE);
        case "r" -> r = in.number(Integer.MAX_VALUE);
        case "p" -> p = in.number(Integer.MAX_VALUE);
        case "salt" -> salt = RawText.of(in.base64());
        case "data" -> data = RawText.of(in.base64());
        default -> in.skip();
      }
    }
    in.end();
    return new KeyFile(created, username, hostname, kdf, (int) n, (int) r, (int) p, salt, data);
  }
}
