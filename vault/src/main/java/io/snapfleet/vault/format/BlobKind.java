package io.snapfleet.vault.format;

/** What a blob holds. The two kinds lie in packs of their own. */
public enum BlobKind {
  /** A piece of a file's content. */
  DATA("data"),
  /** A directory's listing. */
  TREE("tree");

  private final String word;

  BlobKind(String word) {
    this.word = word;
  }

  /** The word for it in index files. */
  public String word() {
    return word;
  }

  public static BlobKind ofWord(String word) {
    return switch (word) {
      case "data" -> DATA;
      case "tree" -> TREE;
      default -> throw new FormatException("unknown kind of blob: " + Shown.shortened(word));
    };
  }
}
