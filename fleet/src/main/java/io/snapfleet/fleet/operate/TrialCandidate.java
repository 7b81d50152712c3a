package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.remote.secret.Secret;
import java.util.Map;

/**
 * What is tried, and what is made for it.
 *
 * @param trial as it is before it begins
 * @param spec of the throw-away fleet
 * @param source what its machines are made from, the images on trial among it
 * @param inherited credentials that are bound to the data of {@code source}; none of them may be in
 *     an image
 */
record TrialCandidate(
    ImageTrial trial, FleetSpec spec, SnapshotSet source, Map<String, Secret> inherited) {
  TrialCandidate {
    inherited = Map.copyOf(inherited);
  }
}
