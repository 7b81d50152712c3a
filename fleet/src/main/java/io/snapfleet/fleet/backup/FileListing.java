package io.snapfleet.fleet.backup;

import io.snapfleet.recipe.BackupRule;
import io.snapfleet.vault.format.NodeKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The command that lists a machine's files with all that is known of them, and the reading of what
 * it prints: fields, then the path and the link's target, each ended by a NUL byte.
 */
final class FileListing {
  private static final String FORMAT = "%y %m %U %G %s %T@ %C@ %i %D %n %u %g %p\\0%l\\0";
  private static final int FIELDS = 12;

  private FileListing() {}

  /** Sockets, pipes and devices are not listed: they are not data. */
  static String command(BackupRule rule) {
    return """
        cd / && set -- && for one in %s; do
          [ -d "$one" ] && [ ! -L "$one" ] || { echo "there is no directory /$one" >&2; exit 3; }
          set -- "$@" "$one"
        done && for one in %s; do
          [ ! -d "$one" ] || [ -L "$one" ] || set -- "$@" "$one"
        done && { [ $# -gt 0 ] || exit 0; } &&
        exec find "$@" -ignore_readdir_race '(' -type f -o -type d -o -type l ')' -printf '%s'
        """
        .formatted(words(rule.include()), words(rule.includeIfThere()), FORMAT);
  }

  private static String words(List<String> directories) {
    return directories.stream()
        .map(path -> "'" + path.substring(1).replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  /** What was listed and is not excluded, by path. */
  static SortedMap<String, RemoteFile> parse(byte[] output, BackupRule rule) {
    Exclusions exclusions = new Exclusions(rule.exclude());
    SortedMap<String, RemoteFile> files = new TreeMap<>();
    int at = 0;
    while (at < output.length) {
      int path = endOf(output, at);
      int target = endOf(output, path + 1);
      RemoteFile file = file(text(output, at, path), text(output, path + 1, target));
      if (!exclusions.cover(file.path())) {
        files.put(file.path(), file);
      }
      at = target + 1;
    }
    return files;
  }

  private static int endOf(byte[] output, int from) {
    for (int at = from; at < output.length; at++) {
      if (output[at] == 0) {
        return at;
      }
    }
    throw new MachineFilesException("the list of files ends in the middle of an entry");
  }

  private static String text(byte[] output, int from, int to) {
    return new String(output, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static RemoteFile file(String line, String target) {
    String[] field = line.split(" ", FIELDS + 1);
    if (field.length <= FIELDS) {
      throw new MachineFilesException("the list of files has an entry that is not understood");
    }
    NodeKind kind = kind(field[0]);
    return new RemoteFile(
        field[12],
        kind,
        Integer.parseInt(field[1], 8),
        Integer.parseUnsignedInt(field[2]),
        Integer.parseUnsignedInt(field[3]),
        field[10],
        field[11],
        kind == NodeKind.FILE ? Long.parseLong(field[4]) : 0,
        moment(field[5]),
        moment(field[6]),
        Long.parseUnsignedLong(field[7]),
        Long.parseUnsignedLong(field[8]),
        Long.parseLong(field[9]),
        kind == NodeKind.SYMLINK ? target : null);
  }

  private static NodeKind kind(String letter) {
    return switch (letter) {
      case "f" -> NodeKind.FILE;
      case "d" -> NodeKind.DIRECTORY;
      case "l" -> NodeKind.SYMLINK;
      default -> throw new MachineFilesException("the list of files has a kind " + letter);
    };
  }

  /** Seconds and a fraction of ten digits, of which the last is always 0. */
  private static Instant moment(String text) {
    int point = text.indexOf('.');
    String whole = point < 0 ? text : text.substring(0, point);
    String fraction = point < 0 ? "" : text.substring(point + 1);
    String nanos = (fraction + "000000000").substring(0, 9);
    long sign = whole.startsWith("-") ? -1 : 1;
    return Instant.ofEpochSecond(Long.parseLong(whole), sign * Long.parseLong(nanos));
  }
}
