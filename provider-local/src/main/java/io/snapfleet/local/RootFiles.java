package io.snapfleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * Finds paths inside a machine's root directory as the machine would: symbolic links lead to places
 * within it, and nothing leads out of it, whatever the machine's root user has put there. The
 * machine must not be running, or links could change under us.
 */
final class RootFiles {
  private static final int MOST_LINKS = 40;

  private final Path root;

  RootFiles(Path root) {
    this.root = root;
  }

  /**
   * The place of an absolute path of the machine on this computer; its last segment, where it is a
   * link, is that link and not what it leads to.
   */
  Path locate(String path) throws IOException {
    Path requested = Path.of(path).normalize();
    Path parent = requested.getParent();
    return parent == null ? root : directory(parent.toString()).resolve(requested.getFileName());
  }

  /** The place of an absolute path of the machine, with every link on the way followed. */
  Path directory(String path) throws IOException {
    Deque<String> ahead = new ArrayDeque<>();
    push(ahead, Path.of(path));
    Path here = root;
    int links = 0;
    while (!ahead.isEmpty()) {
      String segment = ahead.pop();
      Path next = here.resolve(segment);
      if (segment.equals("..")) {
        here = here.equals(root) ? root : Objects.requireNonNull(here.getParent());
      } else if (Files.isSymbolicLink(next)) {
        if (++links > MOST_LINKS) {
          throw new IOException("too many symbolic links in " + path);
        }
        Path target = Files.readSymbolicLink(next);
        push(ahead, target);
        here = target.isAbsolute() ? root : here;
      } else {
        here = next;
      }
    }
    return here;
  }

  /** Whether something is there, be it a link that leads nowhere. */
  static boolean exists(Path place) {
    return Files.exists(place, LinkOption.NOFOLLOW_LINKS);
  }

  private static void push(Deque<String> ahead, Path path) {
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      String segment = path.getName(i).toString();
      if (!segment.isEmpty() && !segment.equals(".")) {
        ahead.push(segment);
      }
    }
  }
}
