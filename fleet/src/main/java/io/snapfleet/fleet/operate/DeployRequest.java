package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.Operation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fleet that shall be as its spec says.
 *
 * @param setPrefix the first characters of the snapshot set to build from; null to go on as before:
 *     from scratch for a fleet that has no machines, else from what its machines come from
 * @param kind {@link Operation.Kind#DEPLOY} or {@link Operation.Kind#SCALE}
 * @param detail for lists of operations, such as {@code web=4}
 * @param applySettings whether settings that are frozen in the set may differ from the spec
 * @param allowStale whether machines may join with data older than the spec's freshness
 */
public record DeployRequest(
    FleetSpec spec,
    @Nullable String setPrefix,
    Operation.Kind kind,
    String detail,
    boolean applySettings,
    boolean allowStale) {
  public DeployRequest {
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(detail, "detail");
  }

  /** Deploys {@code spec}, from the set where a prefix is given. */
  public static DeployRequest deploy(FleetSpec spec, @Nullable String setPrefix) {
    String detail = setPrefix == null ? "" : "from snapshot " + setPrefix;
    return new DeployRequest(spec, setPrefix, Operation.Kind.DEPLOY, detail, false, false);
  }

  /** The same, accepting that settings frozen in the set differ. */
  public DeployRequest applyingSettings() {
    return new DeployRequest(spec, setPrefix, kind, detail, true, allowStale);
  }

  /** The same, accepting data older than the spec's freshness. */
  public DeployRequest allowingStaleData() {
    return new DeployRequest(spec, setPrefix, kind, detail, applySettings, true);
  }
}
