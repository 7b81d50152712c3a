package io.snapfleet.cli.command;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Elapsed;
import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.operate.BuildTime;
import io.snapfleet.fleet.operate.DeployRequest;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.FleetStatus;
import io.snapfleet.fleet.spec.FleetFile;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapfleet up [-f FILE]}. */
@Command(
    name = "up",
    description =
        "Makes a fleet be as its file says: deploys it, changes it, or goes on where it was cut"
            + " off.",
    footer = {
      "  snapfleet up                               fleet.yaml here; asks before it changes anything",
      "  snapfleet up -f shop.yaml --yes",
      "  snapfleet up --from-snapshot k3v9          build it from a snapshot set",
    })
public final class UpCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetFile> fleetFile;
  private final Supplier<FleetEngine> engine;

  @Mixin private FleetFileOption file = new FleetFileOption();
  @Mixin private DeployOptions options = new DeployOptions();
  @Mixin private StaleDataOption staleData = new StaleDataOption();
  @Mixin private YesOption yes = new YesOption();
  @Mixin private TimeoutOption timeout = new TimeoutOption();

  @Option(
      names = "--apply-settings",
      description =
          "Accept that settings which are frozen in the snapshot set differ from the fleet file.")
  private boolean applySettings;

  @Option(
      names = "--keep-credentials",
      description =
          "With --from-snapshot: give the fleet the credentials that are kept with the set, not new"
              + " ones.")
  private boolean keepCredentials;

  public UpCommand(Output output, Supplier<FleetFile> fleetFile, Supplier<FleetEngine> engine) {
    this.output = output;
    this.fleetFile = fleetFile;
    this.engine = engine;
  }

  @Override
  public void run() {
    FleetEngine limited = timeout.limit(engine);
    FleetFile reader = fleetFile.get();
    FleetSpec spec = reader.read(file.file());
    DeployRequest request = staleData.apply(request(spec, limited));
    DeployRequest wanted = accepted(request);
    new FileRefusals(reader, file.file()).placed(() -> deploy(limited, wanted));
    FleetStatus status = limited.status(spec.fleet());
    StatusReport report = StatusReport.of(status);
    output.result(report, text(report, limited.buildTime(spec.fleet())));
  }

  private DeployRequest accepted(DeployRequest request) {
    if (keepCredentials && request.setPrefix() == null) {
      throw new CommandException(
          "credentials are kept with snapshot sets, and none is named",
          "--keep-credentials",
          "name the set with --from-snapshot: 'snapfleet snapshot ls' lists them",
          ExitCode.BAD_INPUT);
    }
    DeployRequest kept = keepCredentials ? request.keepingCredentials() : request;
    return applySettings ? kept.applyingSettings() : kept;
  }

  private DeployRequest request(FleetSpec spec, FleetEngine limited) {
    boolean asks = options.leaveOpen() && spec.namedImages().isEmpty() && !yes.given();
    return asks
        ? DeployRequest.deploy(
            spec, new SnapshotOffer(limited, output.prompt()).ask(spec).orElse(null))
        : options.request(spec);
  }

  private FleetRecord deploy(FleetEngine limited, DeployRequest request) {
    try (Progress progress = output.progress()) {
      Consent consent = new Consent(progress, output.prompt(), yes.given(), "Carry this plan out?");
      OperationProgress listener = new OperationProgress(progress);
      options.passedOver(request.spec(), limited).ifPresent(listener::note);
      return limited.deploy(request, consent, listener);
    }
  }

  private static String text(StatusReport status, Optional<BuildTime> build) {
    return """
        Fleet %1$s is %2$s at %3$s%4$s%5$s
          its machines:         snapfleet status %1$s
          more web machines:    snapfleet scale %1$s web=N
          keep it as it is:     snapfleet snapshot create %1$s
          log in:               snapfleet ssh %1$s web
          remove it:            snapfleet down %1$s
        """
        .formatted(status.fleet(), status.state(), status.url(), ages(status), times(build));
  }

  private static String times(Optional<BuildTime> build) {
    return build
        .map(
            time -> {
              Duration fromScratch = time.fromScratch();
              String built = "\n  built in " + Elapsed.text(time.took());
              return fromScratch == null
                  ? built
                  : built + "; from scratch it took " + Elapsed.text(fromScratch);
            })
        .orElse("");
  }

  private static String ages(StatusReport status) {
    return status.ages().map(ages -> "\n  " + ages).orElse("");
  }
}
