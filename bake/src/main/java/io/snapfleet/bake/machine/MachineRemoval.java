package io.snapfleet.bake.machine;

import io.snapfleet.bake.journal.BuildRecord;
import io.snapfleet.bake.journal.Removal;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.Remarks;
import io.snapfleet.provider.api.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Takes away what a build that was cut off has at its provider, by its record: the id is the label,
 * and a fact is the place. What it made last may be in no list yet: then the record stays, and the
 * place is swept again when lists have it for certain.
 */
public record MachineRemoval(MachineTools tools) implements Removal {
  private static final String PLACE = "place";

  static BuildRecord record(String id, String build, Instant begun, MachineSupply.Place place) {
    return new BuildRecord(id, build, begun, Map.of(PLACE, place.name()));
  }

  @Override
  public void remove(BuildRecord build, Remarks remarks) {
    sweep(build, new Leavings(build.id(), new ProviderCalls(provider(build), tools.pause())));
  }

  private Provider provider(BuildRecord build) {
    String place = build.fact(PLACE);
    return tools
        .supply()
        .find(place)
        .orElseThrow(
            () ->
                new BuildException(
                    "%s may have left things at %s, whose token is not known here"
                        .formatted(build.described(), place)));
  }

  void sweep(BuildRecord build, Leavings leavings) {
    leavings.look();
    leavings.remove();
    Duration lag = leavings.calls().provider().listLag();
    if (build.keptUntil().isEmpty() && lag.isPositive()) {
      tools.journal().change(build.kept(tools.clock().instant().plus(lag)));
      tools.journal().letGo(build.id());
    } else {
      tools.journal().end(build.id());
    }
  }
}
