package io.snapfleet.cli.image;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that names the image machines are made of. */
interface NamingFile {
  /** What in the file names it. */
  String key();

  /** What it names; null where it names none. */
  @Nullable String image();

  /**
   * Names another image, and leaves all else as it is. What was there is kept in a file beside it,
   * whose name this returns.
   */
  Path set(String image);
}
