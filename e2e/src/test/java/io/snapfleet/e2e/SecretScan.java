package io.snapfleet.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Looks for a fleet's credentials in clear. */
record SecretScan(TestHome home, TestFleet fleet) {
  /** The application's credentials, by name. */
  Map<String, String> secrets() {
    Map<String, String> secrets = new TreeMap<>();
    JsonNode revealed = home.snapfleet().json("secrets", fleet.name(), "--reveal");
    for (JsonNode secret : revealed.get("secrets")) {
      secrets.put(secret.get("name").asString(), secret.get("value").asString());
    }
    return secrets;
  }

  /** Files of images and volume snapshots that hold one. */
  List<String> inImages(Map<String, String> secrets) {
    Path pool = home.home().resolve("local/pool");
    return grep(secrets, pool.resolve("images"), pool.resolve("volume-snapshots"));
  }

  /** Files of the machines' own disks that hold one. */
  List<String> onDisks(Map<String, String> secrets) {
    return grep(secrets, home.home().resolve("local/pool/machines"));
  }

  /** Files of the home that hold one: state, records, logs; not the machines' own disks. */
  List<String> inHome(Map<String, String> secrets) {
    Path local = home.home().resolve("local");
    List<Path> files = new ArrayList<>(List.of(local.resolve("records"), local.resolve("podman")));
    assertThat(home.home().resolve("state.db")).exists();
    for (String file : List.of("state.db", "state.db-wal", "state.db-shm")) {
      files.add(home.home().resolve(file));
    }
    return grep(secrets, files.toArray(Path[]::new));
  }

  /** Machines where one stands in a command line, an environment or the journal. */
  List<String> onMachines(Map<String, String> secrets) {
    String everything =
        "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr '\\0' '\\n'; journalctl -q";
    return fleet.machines().stream()
        .filter(
            machine -> {
              String text = fleet.on(machine.name(), everything);
              assertThat(text).contains("/sbin/init", "systemd");
              return secrets.values().stream().anyMatch(text::contains);
            })
        .map(TestMachine::name)
        .toList();
  }

  private static List<String> grep(Map<String, String> secrets, Path... places) {
    List<String> command = new ArrayList<>(List.of("grep", "-rlaF", "--no-messages", "-f", "-"));
    for (Path place : places) {
      if (Files.exists(place)) {
        command.add(place.toString());
      }
    }
    byte[] patterns = (String.join("\n", secrets.values()) + "\n").getBytes(UTF_8);
    Ran ran = Host.tried(patterns, command.toArray(String[]::new));
    return ran.output().lines().toList();
  }
}
