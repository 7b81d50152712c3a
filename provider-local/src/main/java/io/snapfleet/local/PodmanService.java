package io.snapfleet.local;

import io.snapfleet.provider.api.ProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * This home's own podman service. It outlives the process that started it, and stopping it leaves
 * machines running. Its containers, networks and configuration are apart from those of any other
 * podman on this computer.
 */
final class PodmanService {
  private static final Duration POLL = Duration.ofMillis(10);

  private final HomeLayout layout;
  private final Commands commands;

  PodmanService(HomeLayout layout, Commands commands) {
    this.layout = layout;
    this.commands = commands;
  }

  /** Starts it, waits until it answers, and returns the way to it. */
  PodmanApi start() {
    try {
      configure();
      launch();
      return awaitAnswer();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** Ends it, and returns once it is gone. Machines it started keep running. */
  void stop() {
    running()
        .ifPresent(
            service -> {
              service.destroy();
              try {
                service.onExit().get(Deadlines.ENGINE_STOP.toSeconds(), TimeUnit.SECONDS);
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              } catch (ExecutionException | TimeoutException stubborn) {
                service.destroyForcibly();
              }
            });
  }

  boolean isRunning() {
    return running().isPresent();
  }

  private Optional<ProcessHandle> running() {
    try {
      long pid = Long.parseLong(Files.readString(pidFile()).strip());
      byte[] command = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
      boolean ours =
          new String(command, StandardCharsets.UTF_8).contains(layout.socket().toString());
      return ours ? ProcessHandle.of(pid) : Optional.empty();
    } catch (IOException | NumberFormatException notRunning) {
      return Optional.empty();
    }
  }

  private void configure() throws IOException {
    Path home = layout.podman();
    Files.createDirectories(home.resolve("networks"));
    String runtime = runtime(ControlGroups.read(Path.of("/")));
    Limits limits = Limits.read(Path.of("/proc"));
    Files.writeString(home.resolve("containers.conf"), configuration(runtime, limits));
    Files.writeString(
        home.resolve("storage.conf"),
        """
        [storage]
        driver = "vfs"
        graphroot = "%s"
        runroot = "%s"
        """
            .formatted(home.resolve("root"), layout.run().resolve("containers")));
  }

  private String runtime(ControlGroups groups) {
    return new ContainerRuntime(commands, layout.run())
        .findWorking(groups)
        .orElseThrow(
            () ->
                new ProviderException.Permanent(
                    "no container runtime works here, of those for control groups %s: %s"
                        .formatted(
                            groups.mode(), String.join(", ", ContainerRuntime.candidates(groups))),
                    "run 'snapfleet doctor', which says what each complains about"));
  }

  private String configuration(String runtime, Limits limits) {
    boolean systemd = Files.isDirectory(Path.of("/run/systemd/system"));
    return """
        [containers]
        default_ulimits = ["nofile=%1$d:%1$d", "nproc=%2$d:%2$d"]

        [engine]
        runtime = "%3$s"
        events_logger = "none"
        cgroup_manager = "%4$s"
        lock_type = "file"

        [network]
        network_backend = "netavark"
        """
        .formatted(limits.files(), limits.processes(), runtime, systemd ? "systemd" : "cgroupfs");
  }

  private void launch() throws IOException {
    Path home = layout.podman();
    Files.deleteIfExists(layout.socket());
    ProcessBuilder builder =
        Executables.builder(
            List.of(
                "setsid",
                "--fork",
                "sh",
                "-c",
                "echo $$ > \"$0\"; exec \"$@\"",
                pidFile().toString(),
                "podman",
                "--root",
                home.resolve("root").toString(),
                "--runroot",
                layout.run().resolve("containers").toString(),
                "--tmpdir",
                layout.run().resolve("tmp").toString(),
                "--network-config-dir",
                home.resolve("networks").toString(),
                "--storage-driver",
                "vfs",
                "system",
                "service",
                "--time=0",
                "unix://" + layout.socket()));
    builder.environment().put("CONTAINERS_CONF", home.resolve("containers.conf").toString());
    builder.environment().put("CONTAINERS_STORAGE_CONF", home.resolve("storage.conf").toString());
    builder
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .redirectErrorStream(true)
        .redirectOutput(log().toFile());
    builder.start();
  }

  private PodmanApi awaitAnswer() throws IOException {
    long deadline = System.nanoTime() + Deadlines.ENGINE_START.toNanos();
    while (System.nanoTime() < deadline) {
      if (Files.exists(layout.socket())) {
        PodmanApi api = new PodmanApi(layout.socket());
        if (api.answers()) {
          return api;
        }
        api.close();
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    throw new ProviderException.Permanent(
        "podman did not start within %d seconds: %s"
            .formatted(Deadlines.ENGINE_START.toSeconds(), lastWords()),
        "run 'snapfleet doctor' to check this computer; the whole log is " + log());
  }

  private String lastWords() throws IOException {
    try (Stream<String> lines = Files.lines(log())) {
      return lines.reduce((first, second) -> second).orElse("it said nothing");
    }
  }

  private Path pidFile() {
    return layout.run().resolve("podman.pid");
  }

  private Path log() {
    return layout.podman().resolve("service.log");
  }
}
