package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.plan.Pace;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fleet that shall be as its spec says.
 *
 * @param setPrefix the first characters of the snapshot set to build from, whatever images the spec
 *     names; null to build from those, and else to go on as before: from scratch for a fleet that
 *     has no machines, else from what its machines come from
 * @param kind {@link Operation.Kind#DEPLOY}, {@link Operation.Kind#SCALE}, {@link
 *     Operation.Kind#ROLL}, or {@link Operation.Kind#ROLLBACK}, which with no prefix goes back to
 *     what the fleet was built from when it last served in full
 * @param detail for lists of operations, such as {@code web=4}
 * @param applySettings whether settings that are frozen in the set may differ from the spec
 * @param allowStale whether machines may join with data older than the spec's freshness
 * @param pace how fast machines are replaced
 * @param keepCredentials whether a fleet that has none gets those that are kept with its set,
 *     rather than new ones
 */
public record DeployRequest(
    FleetSpec spec,
    @Nullable String setPrefix,
    Operation.Kind kind,
    String detail,
    boolean applySettings,
    boolean allowStale,
    Pace pace,
    boolean keepCredentials) {
  public DeployRequest {
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(pace, "pace");
  }

  /** With credentials of its own. */
  public DeployRequest(
      FleetSpec spec,
      @Nullable String setPrefix,
      Operation.Kind kind,
      String detail,
      boolean applySettings,
      boolean allowStale,
      Pace pace) {
    this(spec, setPrefix, kind, detail, applySettings, allowStale, pace, false);
  }

  /** Deploys {@code spec}, from the set where a prefix is given. */
  public static DeployRequest deploy(FleetSpec spec, @Nullable String setPrefix) {
    String detail = setPrefix == null ? "" : "from snapshot " + setPrefix;
    return new DeployRequest(
        spec, setPrefix, Operation.Kind.DEPLOY, detail, false, false, Pace.AT_ONCE);
  }

  /** The same from another set. */
  DeployRequest from(String setId, String how) {
    return new DeployRequest(
        spec, setId, kind, how, applySettings, allowStale, pace, keepCredentials);
  }

  /** The same, accepting that settings frozen in the set differ. */
  public DeployRequest applyingSettings() {
    return new DeployRequest(
        spec, setPrefix, kind, detail, true, allowStale, pace, keepCredentials);
  }

  /** The same, accepting data older than the spec's freshness. */
  public DeployRequest allowingStaleData() {
    return new DeployRequest(
        spec, setPrefix, kind, detail, applySettings, true, pace, keepCredentials);
  }

  /** The same, with the credentials that are kept with the set. */
  public DeployRequest keepingCredentials() {
    return new DeployRequest(spec, setPrefix, kind, detail, applySettings, allowStale, pace, true);
  }
}
