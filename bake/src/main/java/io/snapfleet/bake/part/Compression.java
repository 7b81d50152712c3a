package io.snapfleet.bake.part;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How files are put together, taken from a file's name as Packer takes it. */
enum Compression {
  /** All files in an archive, compressed; what a name that says nothing means. */
  TAR_GZIP,
  TAR,
  ZIP,
  /** One file, compressed. */
  GZIP,
  /** Something that Packer makes and this does not. */
  UNKNOWN;

  private static final Pattern ENDING = Pattern.compile("\\.([a-z0-9]+)");
  private static final List<String> OTHERS = List.of("lz4", "bgzf", "xz", "bz2");

  static Compression of(String output) {
    List<String> endings =
        ENDING.matcher(output).results().map((MatchResult ending) -> ending.group(1)).toList();
    String last = endings.isEmpty() ? "" : endings.getLast();
    boolean tar = endings.size() > 1 && endings.get(endings.size() - 2).equals("tar");
    return switch (last) {
      case "zip" -> ZIP;
      case "tar" -> TAR;
      case "gz" -> tar ? TAR_GZIP : GZIP;
      default -> OTHERS.contains(last) ? UNKNOWN : TAR_GZIP;
    };
  }
}
