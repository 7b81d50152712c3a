package io.snapfleet.vault.store;

import io.snapfleet.vault.store.StoreException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells apart what the file system refused, and says it in a sentence. */
final class LocalErrors {
  /**
   * Less room than this and a failed write is taken for a full disk, whatever the language of the
   * error.
   */
  private static final long NO_ROOM = 64 * 1024;

  private LocalErrors() {}

  /** What became of {@code doing} ("read", "write", ...) on the path. */
  static StoreException explain(String doing, Path path, IOException cause) {
    Kind kind = kindOf(path, cause);
    return new StoreException(kind, sentence(kind, doing, path, cause), cause);
  }

  private static Kind kindOf(Path path, IOException cause) {
    return switch (cause) {
      case NoSuchFileException gone -> Kind.NOT_THERE;
      case AccessDeniedException denied -> Kind.DENIED;
      default -> kindOfReason(path, reason(cause));
    };
  }

  private static Kind kindOfReason(Path path, String reason) {
    if (reason.contains("No space left") || reason.contains("quota exceeded") || isFull(path)) {
      return Kind.FULL;
    }
    if (reason.contains("Read-only file system") || reason.contains("not permitted")) {
      return Kind.DENIED;
    }
    return reason.contains("Not a directory") ? Kind.NOT_THERE : Kind.UNREACHABLE;
  }

  private static String sentence(Kind kind, String doing, Path path, IOException cause) {
    return switch (kind) {
      case NOT_THERE -> "There is no " + path + " to " + doing + ".";
      case DENIED ->
          "Not allowed to %s %s (%s); run as the user who owns the repository, or change its owner or mode."
              .formatted(doing, path, reason(cause));
      case FULL ->
          "No room to %s %s: the disk or the quota is full; make room there, then run the command again."
              .formatted(doing, path);
      case ALREADY_THERE, UNREACHABLE, CORRUPT ->
          "Could not %s %s: %s; look at the disk (dmesg), then run the command again."
              .formatted(doing, path, interrupted(cause) ? "interrupted" : reason(cause));
    };
  }

  private static boolean interrupted(IOException cause) {
    return cause instanceof ClosedByInterruptException;
  }

  private static String reason(IOException cause) {
    @Nullable String reason =
        cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
    return reason == null ? cause.getClass().getSimpleName() : reason;
  }

  private static boolean isFull(Path path) {
    try {
      @Nullable Path directory = path.toAbsolutePath().getParent();
      return directory != null && Files.getFileStore(directory).getUsableSpace() < NO_ROOM;
    } catch (IOException unknown) {
      return false;
    }
  }
}
