package io.snapfleet.vault.format;

/**
 * A file's mode as Go counts it, which is what trees hold: the permissions are the kernel's, and
 * the kind and the three special bits have places of their own.
 */
public final class FileMode {
  public static final int DIRECTORY = 1 << 31;
  public static final int SYMLINK = 1 << 27;
  public static final int DEVICE = 1 << 26;
  public static final int NAMED_PIPE = 1 << 25;
  public static final int SOCKET = 1 << 24;
  public static final int SET_UID = 1 << 23;
  public static final int SET_GID = 1 << 22;
  public static final int CHARACTER_DEVICE = 1 << 21;
  public static final int STICKY = 1 << 20;
  public static final int IRREGULAR = 1 << 19;

  private static final int PERMISSIONS = 0777;

  private FileMode() {}

  /** Translates what {@code stat} gives. */
  public static int ofKernel(int mode) {
    int special =
        ((mode & 04000) != 0 ? SET_UID : 0)
            | ((mode & 02000) != 0 ? SET_GID : 0)
            | ((mode & 01000) != 0 ? STICKY : 0);
    return (mode & PERMISSIONS) | special | kindBits(kindOfKernel(mode));
  }

  /** The permissions and special bits for {@code chmod}. */
  public static int toKernel(int mode) {
    return (mode & PERMISSIONS)
        | ((mode & SET_UID) != 0 ? 04000 : 0)
        | ((mode & SET_GID) != 0 ? 02000 : 0)
        | ((mode & STICKY) != 0 ? 01000 : 0);
  }

  public static NodeKind kindOfKernel(int mode) {
    return switch (mode & 0170000) {
      case 0100000 -> NodeKind.FILE;
      case 0040000 -> NodeKind.DIRECTORY;
      case 0120000 -> NodeKind.SYMLINK;
      case 0060000 -> NodeKind.BLOCK_DEVICE;
      case 0020000 -> NodeKind.CHARACTER_DEVICE;
      case 0010000 -> NodeKind.FIFO;
      case 0140000 -> NodeKind.SOCKET;
      default -> NodeKind.IRREGULAR;
    };
  }

  private static int kindBits(NodeKind kind) {
    return switch (kind) {
      case FILE -> 0;
      case DIRECTORY -> DIRECTORY;
      case SYMLINK -> SYMLINK;
      case BLOCK_DEVICE -> DEVICE;
      case CHARACTER_DEVICE -> DEVICE | CHARACTER_DEVICE;
      case FIFO -> NAMED_PIPE;
      case SOCKET -> SOCKET;
      case IRREGULAR -> IRREGULAR;
    };
  }
}
