package io.snapfleet.bake.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Looks into an image for what must not be in one. */
@FunctionalInterface
public interface ImageInspection {
  /**
   * @param root where the image's files are
   * @param holdsSecret whether a text has something in it that must be in no file
   * @return a clause for each finding, which repeats no secret; empty where all is well
   */
  List<String> findings(Path root, Predicate<String> holdsSecret);
}
