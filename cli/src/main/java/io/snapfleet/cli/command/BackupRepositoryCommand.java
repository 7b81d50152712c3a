package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.operate.Backups;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.remote.secret.Secret;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet backup repository FLEET}. */
@Command(
    name = "repository",
    description =
        "Prints where a fleet's vault is, for use with restic; with --reveal, its password.",
    footer = {
      "  snapfleet backup repository blog",
      "  snapfleet backup repository blog --reveal",
      "  RESTIC_REPOSITORY=LOCATION RESTIC_PASSWORD=PASSWORD restic snapshots",
      "  RESTIC_REPOSITORY=LOCATION RESTIC_PASSWORD=PASSWORD restic check --read-data",
    })
public final class BackupRepositoryCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Option(names = "--reveal", description = "Print the password itself.")
  private boolean reveal;

  public BackupRepositoryCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /**
   * The result as data.
   *
   * @param made whether there is a vault yet
   * @param password absent unless it is to be revealed
   */
  record Repository(
      String fleet,
      String location,
      boolean made,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String password) {}

  @Override
  public void run() {
    Backups.Place place = engine.get().backups().repository(fleet);
    Secret password = place.password();
    String shown = reveal && password != null ? password.reveal() : null;
    output.result(
        new Repository(fleet, place.location(), password != null, shown), text(place, shown));
  }

  private String text(Backups.Place place, @Nullable String shown) {
    String location = "RESTIC_REPOSITORY=" + place.location() + "\n";
    if (place.password() == null) {
      return location
          + "It is made by the first backup: snapfleet backup create %s\n".formatted(fleet);
    }
    return location
        + (shown == null
            ? "The password is kept encrypted; --reveal prints it.\n"
            : "RESTIC_PASSWORD=" + shown + "\n");
  }
}
