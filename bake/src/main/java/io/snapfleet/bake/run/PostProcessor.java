package io.snapfleet.bake.run;

/** Does something with an artifact. */
public interface PostProcessor {
  /**
   * What became of an artifact.
   *
   * @param artifact what the next step is given
   * @param keepsInput whether the artifact it was given stays where the template does not say
   * @param needsInput whether that stays whatever the template says
   */
  record Processed(Artifact artifact, boolean keepsInput, boolean needsInput) {}

  /**
   * @throws BuildException where it fails
   */
  Processed process(Artifact input);
}
