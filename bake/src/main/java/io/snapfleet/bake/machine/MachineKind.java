package io.snapfleet.bake.machine;

import io.snapfleet.bake.run.Artifact;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.MachineExtras;
import java.util.List;

/** In what the builders differ that make machines. */
interface MachineKind {
  /** What a machine is called here. */
  String noun();

  /** What machines are made from, found before anything is made. */
  Image source(ProviderCalls calls);

  /** Refuses what is known to fail in the end. */
  default void refuse(ProviderCalls calls) {}

  /** Whether results of steps are kept, images being cheap here. */
  default boolean keepsLayers() {
    return false;
  }

  /** What machines are made with besides their image; as for a fingerprint. */
  default Object beginning() {
    return "";
  }

  /** What an image is made with besides its machine. */
  default Object ending() {
    return "";
  }

  /**
   * @param id of the build
   */
  String machineName(String id);

  String size();

  MachineExtras extras();

  /** Done on the machine before its image is taken, where it can be reached; empty for nothing. */
  String lastCommand(SshLogin login);

  /**
   * Whether the machine is stopped before its image is taken, so that its programs have written
   * everything.
   */
  boolean stopsFirst();

  /** Whether login keys are known to an account of the provider's. */
  boolean registersKeys();

  /** What is taken out of the image as it is taken. */
  List<String> cleanUp();

  /** Gives the image what makes it the build's result, its own name last. */
  Artifact publish(Image image, ProviderCalls calls);

  /** An image that a build has published before. */
  default Artifact published(Image image, ProviderCalls calls) {
    throw new IllegalStateException("no results are kept here");
  }
}
