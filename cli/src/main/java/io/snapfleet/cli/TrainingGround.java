package io.snapfleet.cli;

import io.snapfleet.cli.output.Terminal;
import io.snapfleet.devcloud.DevCloud;
import io.snapfleet.devcloud.DevCloudSettings;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.secret.SecretBox;
import io.snapfleet.fleet.state.SqlStore;
import io.snapfleet.recipe.RecipeCatalog;
import io.snapfleet.remote.SshKeyPair;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * Prepares a SNAPFLEET_HOME with a fleet of one machine, whose SSH server runs in this process as a
 * cloud does, and then runs the command it was given: the training. What only the preparation
 * needs, such as migrations and the server, so stays out of the cache, which every start has to
 * load.
 */
final class TrainingGround {
  static final String FLEET = "training";

  private TrainingGround() {}

  public static void main(String[] training) throws Exception {
    Path home = Home.of(System.getenv()).create();
    SshKeyPair login = SshKeyPair.generate();
    int status;
    try (TrainingServer server = TrainingServer.start(login);
        DevCloud cloud = DevCloud.start(DevCloudSettings.in(home.resolve("cloud")))) {
      write(home, server, login);
      BuildTraining.writeDroplet(home, cloud.endpoint().toString(), cloud.token());
      status = new ProcessBuilder(training).inheritIO().start().waitFor();
    }
    System.exit(status);
  }

  private static void write(Path home, TrainingServer server, SshKeyPair login) throws IOException {
    TrainingFleet fleet = new TrainingFleet(spec(home), server, login, Clock.systemUTC());
    SecretBox box = SecretBox.inHome(home, System.getenv(), new SecureRandom());
    try (SqlStore store = SqlStore.open(home, Clock.systemUTC(), box)) {
      fleet.write(store);
    }
  }

  private static FleetSpec spec(Path home) throws IOException {
    Path file = home.resolve("training.yaml");
    int status =
        Main.run(
            Terminal.ofProcess(),
            "init",
            FLEET,
            "-f",
            file.toString(),
            "--set",
            "admin-email=me@example.com");
    if (status != 0) {
      throw new IOException("the training's fleet file " + file + " was not written");
    }
    return new FleetFiles(new RecipeCatalog()).reader().read(file);
  }
}
