package io.snapfleet.local;

import io.snapfleet.provider.api.BlockStorage;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Compute;
import io.snapfleet.provider.api.Demand;
import io.snapfleet.provider.api.Firewalls;
import io.snapfleet.provider.api.Networks;
import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.Provider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Machines on this computer. Several processes may use one home at the same time. */
public final class LocalProvider implements Provider {
  /** What it can do, whatever its options. */
  public static final Set<Capability> CAPABILITIES =
      Set.of(
          Capability.CLEAN_AT_CAPTURE,
          Capability.READ_IMAGES,
          Capability.PUBLISH_PORTS,
          Capability.LIVE_VOLUME_SNAPSHOTS,
          Capability.ONE_HOME);

  /** The names of all sizes its machines can have. */
  public static final Set<String> SIZES =
      Arrays.stream(MachineSize.values())
          .map(MachineSize::label)
          .collect(Collectors.toUnmodifiableSet());

  private final LocalEngine engine;
  private final Supplier<List<Finding>> doctor;
  private final Compute compute;
  private final Networks networks;
  private final Firewalls firewalls;
  private final BlockStorage blockStorage;

  /**
   * Starts nothing; the first call that needs something does.
   *
   * @param home the directory all state is under; homes never see each other
   */
  public LocalProvider(Path home, LocalSettings settings, Clock clock) {
    this(new LocalEngine(home, settings, clock), new Doctor()::check);
  }

  LocalProvider(LocalEngine engine, Supplier<List<Finding>> doctor) {
    this.engine = engine;
    this.doctor = doctor;
    compute = new LocalCompute(engine);
    networks = new LocalNetworks(engine);
    firewalls = new LocalFirewalls(engine);
    blockStorage = new LocalVolumes(engine);
  }

  /** Loads what a first call would wait for; may be called beside anything. Touches nothing. */
  public static void prepare() {
    PodmanApi.prepare();
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Compute compute() {
    return compute;
  }

  @Override
  public Networks networks() {
    return networks;
  }

  @Override
  public Firewalls firewalls() {
    return firewalls;
  }

  @Override
  public BlockStorage blockStorage() {
    return blockStorage;
  }

  @Override
  public List<Problem> preflight(Demand demand) {
    Forwards forwards = new Forwards(Path.of("/proc"), new Commands());
    return new Preflight(engine, doctor, forwards).check(demand);
  }

  @Override
  public void close() {
    engine.close();
  }
}
