package io.snapfleet.digitalocean;

import static org.awaitility.Awaitility.await;

import io.snapfleet.provider.conformance.Inside;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The inside of a machine as OpenSSH's client reaches it, once cloud-init has ended there. */
record SshInside(Path key, String address) implements Inside {
  SshInside {
    await("cloud-init of " + address)
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofSeconds(3))
        .until(() -> run(key, address, "cloud-init status --wait >/dev/null", "").code() == 0);
  }

  private record Ran(int code, String output) {}

  @Override
  public Optional<String> read(String path) {
    Ran ran = run(key, address, "cat '" + path + "' 2>/dev/null", "");
    return ran.code() == 0 ? Optional.of(ran.output()) : Optional.empty();
  }

  @Override
  public void write(String path, String text) {
    String command = "mkdir -p \"$(dirname '%1$s')\" && cat > '%1$s' && sync".formatted(path);
    Ran ran = run(key, address, command, text);
    if (ran.code() != 0) {
      throw new AssertionError("cannot write " + path + " at " + address);
    }
  }

  private static Ran run(Path key, String address, String command, String input) {
    try {
      Process ssh =
          new ProcessBuilder(
                  "ssh",
                  "-i",
                  key.toString(),
                  "-o",
                  "BatchMode=yes",
                  "-o",
                  "StrictHostKeyChecking=no",
                  "-o",
                  "UserKnownHostsFile=/dev/null",
                  "-o",
                  "ConnectTimeout=10",
                  "root@" + address,
                  command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (OutputStream in = ssh.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(ssh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ran(ssh.waitFor(), output);
    } catch (IOException broken) {
      return new Ran(255, "");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }
}
