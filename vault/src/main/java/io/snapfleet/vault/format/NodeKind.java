package io.snapfleet.vault.format;

/** What a node of a tree is. */
public enum NodeKind {
  FILE("file"),
  DIRECTORY("dir"),
  SYMLINK("symlink"),
  BLOCK_DEVICE("dev"),
  CHARACTER_DEVICE("chardev"),
  FIFO("fifo"),
  SOCKET("socket"),
  /** Anything else; restic writes none and restores none. */
  IRREGULAR("irregular");

  private final String word;

  NodeKind(String word) {
    this.word = word;
  }

  /** The word for it in a tree. */
  public String word() {
    return word;
  }

  static NodeKind ofWord(String word) {
    return switch (word) {
      case "file" -> FILE;
      case "dir" -> DIRECTORY;
      case "symlink" -> SYMLINK;
      case "dev" -> BLOCK_DEVICE;
      case "chardev" -> CHARACTER_DEVICE;
      case "fifo" -> FIFO;
      case "socket" -> SOCKET;
      default -> IRREGULAR;
    };
  }
}
