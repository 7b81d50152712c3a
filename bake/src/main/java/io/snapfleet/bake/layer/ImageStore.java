package io.snapfleet.bake.layer;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.template.PostProcessorStep;

/** Where images are that builds have made. */
public interface ImageStore {
  /** Whether an image can be used. */
  boolean isThere(String image);

  /**
   * Removes a layer; that it is gone already is as good.
   *
   * @throws BuildException where it stays
   */
  void remove(String layer);

  /** Whether what a post-processor has made of an image is still there to be seen. */
  boolean shows(PostProcessorStep step, String image);
}
