package io.snapfleet.cli.command;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.devcloud.DevCloud;
import io.snapfleet.devcloud.DevCloudSettings;
import io.snapfleet.devcloud.Pace;
import io.snapfleet.devcloud.Quotas;
import io.snapfleet.devcloud.RateLimits;
import io.snapfleet.devcloud.RealMachines;
import io.snapfleet.devcloud.fault.FaultFile;
import io.snapfleet.devcloud.fault.Faults;
import io.snapfleet.remote.JdkEdDsaRegistrar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code snapfleet devcloud}: a cloud on this computer. */
@Command(
    name = "devcloud",
    description = "Runs a cloud on this computer that speaks DigitalOcean's API.",
    synopsisSubcommandLabel = "COMMAND",
    footer = "  snapfleet devcloud start")
public final class DevcloudCommand extends Group {

  /** {@code snapfleet devcloud start}. */
  @Command(
      name = "start",
      description =
          "Runs it on 127.0.0.1 until it is interrupted. What it has is kept for the next.",
      footer = {
        "  snapfleet devcloud start",
        "  snapfleet devcloud start --machines local --port 8888",
        "  snapfleet devcloud start --preset realistic --faults faults.json",
      })
  public static final class Start implements Runnable {
    /** What stands behind droplets. */
    enum Machines {
      simulated,
      local
    }

    /** How fast and how strict it is. */
    enum Preset {
      fast,
      realistic
    }

    private final Output output;
    private final Supplier<Path> usualDirectory;
    private final BiFunction<Path, Map<String, String>, RealMachines> machinesIn;

    @Option(
        names = "--machines",
        paramLabel = "KIND",
        description =
            "What is behind droplets: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Machines machines = Machines.simulated;

    @Option(
        names = "--port",
        paramLabel = "N",
        description = "The port it answers on; 0 for any. Default: ${DEFAULT-VALUE}.")
    private int port = 8888;

    @Option(names = "--faults", paramLabel = "FILE", description = "What shall go wrong, as JSON.")
    private @Nullable Path faults;

    @Option(
        names = "--state",
        paramLabel = "DIR",
        description = "Where its state is; by default devcloud in Snapfleet's home.")
    private @Nullable Path state;

    @Option(
        names = "--preset",
        paramLabel = "PRESET",
        description =
            "How fast and strict it is: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Preset preset = Preset.fast;

    @Option(
        names = "--droplet-limit",
        paramLabel = "N",
        description = "How many droplets the account may have; what the preset says unless given.")
    private @Nullable Integer dropletLimit;

    @Option(
        names = "--calls-per-hour",
        paramLabel = "N",
        description =
            "How many calls a token may make in an hour, and a twentieth of that in a minute; what"
                + " the preset says unless given.")
    private @Nullable Integer callsPerHour;

    @Option(
        names = "--local",
        paramLabel = "NAME=VALUE",
        description = "An option of the local provider, as in a fleet file.")
    private Map<String, String> local = new LinkedHashMap<>();

    @Option(names = "--no-ssh", description = "Simulated droplets do not answer SSH.")
    private boolean withoutSsh;

    /**
     * A command.
     *
     * @param machinesIn the source of local machines, given the home it may use and its options
     */
    public Start(
        Output output,
        Supplier<Path> usualDirectory,
        BiFunction<Path, Map<String, String>, RealMachines> machinesIn) {
      this.output = output;
      this.usualDirectory = usualDirectory;
      this.machinesIn = machinesIn;
    }

    /** The result as data. */
    record Running(String endpoint, String token, String state, String requestLog) {}

    @Override
    public void run() {
      try (DevCloud cloud = start()) {
        Runtime.getRuntime().addShutdownHook(new Thread(cloud::close, "devcloud-end"));
        Path directory = directory();
        Running running =
            new Running(
                cloud.endpoint().toString(),
                cloud.token(),
                directory.toString(),
                directory.resolve("requests.jsonl").toString());
        output.result(running, text(running));
        awaitInterrupt();
      }
    }

    private DevCloud start() {
      DevCloudSettings settings = settings();
      try {
        return DevCloud.start(settings);
      } catch (UncheckedIOException | IllegalStateException refused) {
        throw new CommandException(
            "the devcloud cannot start: " + refused.getMessage(),
            settings.directory().toString(),
            "end the other one, or say --port or --state",
            ExitCode.FAILED);
      }
    }

    private DevCloudSettings settings() {
      Path directory = directory();
      DevCloudSettings settings =
          DevCloudSettings.in(directory).withPort(sound(port)).withFaults(readFaults());
      if (preset == Preset.realistic) {
        settings =
            settings
                .withPace(Pace.realistic())
                .withQuotas(Quotas.usual())
                .withRateLimits(RateLimits.usual());
      }
      Integer droplets = dropletLimit;
      if (droplets != null) {
        settings =
            settings.withQuotas(
                settings.quotas().withDroplets(positive(droplets, "--droplet-limit", "droplets")));
      }
      Integer calls = callsPerHour;
      if (calls != null) {
        settings =
            settings.withRateLimits(
                RateLimits.perHour(positive(calls, "--calls-per-hour", "calls")));
      }
      if (machines == Machines.local) {
        return settings.withMachines(localMachines(directory.resolve("machines")));
      }
      if (withoutSsh) {
        return settings;
      }
      JdkEdDsaRegistrar.register();
      return settings.withSsh();
    }

    private static int sound(int port) {
      if (port < 0 || port > 65535) {
        throw new CommandException(
            "%d is not a port".formatted(port), "--port", "give 0 to 65535", ExitCode.BAD_INPUT);
      }
      return port;
    }

    private static int positive(int limit, String option, String what) {
      if (limit < 1) {
        throw new CommandException(
            "%d is not a number of %s".formatted(limit, what),
            option,
            "give 1 or more",
            ExitCode.BAD_INPUT);
      }
      return limit;
    }

    private RealMachines localMachines(Path home) {
      try {
        return machinesIn.apply(home, local);
      } catch (IllegalArgumentException wrong) {
        throw new CommandException(
            "the local provider cannot be as asked: " + wrong.getMessage(),
            "--local",
            "docs/local-provider.md lists the options",
            ExitCode.BAD_INPUT);
      }
    }

    private Path directory() {
      return state == null ? usualDirectory.get() : state.toAbsolutePath().normalize();
    }

    private Faults readFaults() {
      if (faults == null) {
        return Faults.none();
      }
      try {
        return FaultFile.read(faults);
      } catch (IOException | IllegalArgumentException wrong) {
        throw new CommandException(
            "the faults cannot be read: " + wrong.getMessage(),
            faults.toString(),
            "docs/devcloud.md says what the file may hold",
            ExitCode.BAD_INPUT);
      }
    }

    private static String text(Running running) {
      return """
          DigitalOcean's API at %s, until interrupted.
          State and request log: %s
          export DIGITALOCEAN_TOKEN=%s
          """
          .formatted(running.endpoint(), running.state(), running.token());
    }

    /** Ends with the process. */
    private static void awaitInterrupt() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
