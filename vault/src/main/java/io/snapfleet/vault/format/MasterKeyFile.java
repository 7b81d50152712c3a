package io.snapfleet.vault.format;

/** The repository's keys as a key file holds them, encrypted there. */
public record MasterKeyFile(RawText macK, RawText macR, RawText encrypt) {
  private static final int MAC_PART = 16;
  private static final int ENCRYPT = 32;

  public MasterKeyFile {
    if (macK.latin1().length() != MAC_PART
        || macR.latin1().length() != MAC_PART
        || encrypt.latin1().length() != ENCRYPT) {
      throw new FormatException("a key file's keys have wrong lengths");
    }
  }

  public byte[] toJson() {
    JsonWriter out = new JsonWriter(200).beginObject().field("mac").beginObject();
    out.field("k").base64(macK.bytes()).field("r").base64(macR.bytes()).endObject();
    return out.field("encrypt").base64(encrypt.bytes()).endObject().bytes();
  }

  public static MasterKeyFile read(byte[] json) {
    JsonReader in = new JsonReader(json);
    RawText[] mac = {RawText.of(""), RawText.of("")};
    RawText encrypt = RawText.of("");
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "mac" -> readMac(in, mac);
        case "encrypt" -> encrypt = RawText.of(in.base64());
        default -> in.skip();
      }
    }
    in.end();
    return new MasterKeyFile(mac[0], mac[1], encrypt);
  }

  private static void readMac(JsonReader in, RawText[] mac) {
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "k" -> mac[0] = RawText.of(in.base64());
        case "r" -> mac[1] = RawText.of(in.base64());
        default -> in.skip();
      }
    }
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "MasterKeyFile";
  }
}
