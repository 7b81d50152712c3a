package io.snapfleet.provider.api;

import java.nio.file.Path;

/** The root directory of an image, readable until closed. */
public interface ImageFiles extends AutoCloseable {
  Path root();

  @Override
  void close();
}
