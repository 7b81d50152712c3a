package io.snapfleet.vault.format;

/**
 * The one file that makes a directory a repository.
 *
 * @param version of the format: 1 has no compression, 2 has
 * @param chunkerPolynomial by which files are cut, so that equal content is cut alike
 */
public record Config(int version, Id id, long chunkerPolynomial) {
  /** The version that is written. */
  public static final int VERSION = 2;

  public byte[] toJson() {
    return new JsonWriter(200)
        .beginObject()
        .field("version")
        .unsigned(version)
        .field("id")
        .id(id)
        .field("chunker_polynomial")
        .plainString(Long.toHexString(chunkerPolynomial))
        .endObject()
        .bytes();
  }

  public static Config read(byte[] json) {
    JsonReader in = new JsonReader(json);
    long version = 0;
    Id id = null;
    long polynomial = 0;
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "version" -> version = in.number(Integer.MAX_VALUE);
        case "id" -> id = in.id();
        case "chunker_polynomial" -> polynomial = polynomial(in.string());
        default -> in.skip();
      }
    }
    in.end();
    if (id == null || version == 0) {
      throw new FormatException("the repository's config has no id or no version");
    }
    return new Config((int) version, id, polynomial);
  }

  private static long polynomial(String hex) {
    try {
      return Long.parseUnsignedLong(hex, 16);
    } catch (NumberFormatException e) {
      throw new FormatException("the config's polynomial is not hex: " + Shown.shortened(hex), e);
    }
  }
}
