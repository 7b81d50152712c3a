package io.snapfleet.bake.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapfleet.bake.local.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A docker daemon of its own, with no network for its containers; all that it has goes with it. */
final class DockerDaemon implements AutoCloseable {
  private final Scratch scratch = Scratch.make();
  private final Process process;

  DockerDaemon() throws IOException {
    process =
        new ProcessBuilder(
                "dockerd",
                "--data-root=" + scratch.file("data"),
                "--exec-root=" + scratch.file("exec"),
                "--pidfile=" + scratch.file("pid"),
                "--host=" + host(),
                "--bridge=none",
                "--iptables=false",
                "--ip6tables=false",
                "--ip-forward=false")
            .redirectErrorStream(true)
            .redirectOutput(scratch.file("log").toFile())
            .start();
    await("docker's daemon answers")
        .atMost(Duration.ofSeconds(60))
        .failFast(this::requireAlive)
        .until(this::answers);
  }

  /** In which docker is the engine, and asks this daemon. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("SNAPFLEET_CONTAINER_ENGINE", "docker");
    environment.put("DOCKER_HOST", host());
    return environment;
  }

  private String host() {
    return "unix://" + scratch.file("docker.sock");
  }

  private void requireAlive() throws IOException {
    assertThat(process.isAlive()).as(Files.readString(scratch.file("log"))).isTrue();
  }

  private boolean answers() throws IOException, InterruptedException {
    ProcessBuilder version = new ProcessBuilder(List.of("docker", "version"));
    version.environment().putAll(environment());
    Path unread = scratch.file("version");
    return version.redirectErrorStream(true).redirectOutput(unread.toFile()).start().waitFor() == 0;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    scratch.close();
  }
}
