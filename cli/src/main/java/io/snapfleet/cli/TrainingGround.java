package io.snapfleet.cli;

import io.snapfleet.devcloud.DevCloud;
import io.snapfleet.devcloud.DevCloudSettings;
import io.snapfleet.fleet.secret.SecretBox;
import io.snapfleet.fleet.state.SqlStore;
import io.snapfleet.local.LocalRehearsal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Prepares a SNAPFLEET_HOME, and in this process all that stands for the world outside of it: the
 * SSH server of machines, what answers as podman does, and a cloud. Then it runs the command it was
 * given: the training. What only the preparation needs, such as migrations and the servers, so
 * stays out of the cache, which every start has to load.
 */
final class TrainingGround {
  private TrainingGround() {}

  public static void main(String[] training) throws Exception {
    Path home = Home.of(System.getenv()).create();
    int status;
    try (TrainingServer server = TrainingServer.start();
        LocalRehearsal local = LocalRehearsal.start(home);
        DevCloud cloud = DevCloud.start(DevCloudSettings.in(home.resolve("cloud")))) {
      createState(home);
      BuildTraining.writeDroplet(home, cloud.endpoint().toString(), cloud.token());
      List<String> command = new ArrayList<>(List.of(training));
      command.addAll(List.of(server.address(), server.hostKey()));
      ProcessBuilder trained = new ProcessBuilder(command).inheritIO();
      String path = trained.environment().getOrDefault("PATH", "");
      trained.environment().put("PATH", local.programs() + ":" + path);
      status = trained.start().waitFor();
    }
    System.exit(status);
  }

  private static void createState(Path home) {
    SecretBox box = SecretBox.inHome(home, System.getenv(), new SecureRandom());
    SqlStore.open(home, Clock.systemUTC(), box).close();
  }
}
