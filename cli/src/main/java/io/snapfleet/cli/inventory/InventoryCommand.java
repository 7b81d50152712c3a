package io.snapfleet.cli.inventory;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Json;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.operate.FleetEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code snapfleet inventory --list}. */
@Command(
    name = "inventory",
    description =
        "Prints machines as Ansible's dynamic inventory: those of all fleets that run, or those of"
            + " the Terraform state that TF_STATE names or that is terraform.tfstate in this"
            + " directory.",
    footer = {
      "  snapfleet inventory                       a table",
      "  snapfleet inventory --list                for Ansible",
      "  snapfleet inventory --list --fleet blog --ssh-files ~/.ansible-blog",
      "  TF_STATE=infra/terraform.tfstate snapfleet inventory --list",
    })
public final class InventoryCommand implements Runnable {
  private static final String STATE = "TF_STATE";
  private static final Path USUAL_STATE = Path.of("terraform.tfstate");

  private final Output output;
  private final Supplier<FleetEngine> engine;
  private final Map<String, String> environment;
  private final Path directory;

  /** What of it. */
  static final class Part {
    @Option(names = "--list", description = "All of it, as JSON for Ansible.")
    private boolean list;

    @Option(
        names = "--host",
        paramLabel = "HOST",
        description = "One host's variables, as JSON for Ansible.")
    private @Nullable String host;
  }

  @ArgGroup private @Nullable Part part;

  @Option(
      names = "--fleet",
      paramLabel = "FLEET",
      description = "Only this fleet's machines, whatever state there is; may be given again.")
  private List<String> fleets = new ArrayList<>();

  @Option(
      names = "--ssh-files",
      paramLabel = "DIR",
      description =
          "Write the fleets' private keys and the machines' host keys there, readable to you alone,"
              + " and tell Ansible to use them. They stay there.")
  private @Nullable Path sshFiles;

  /**
   * A command.
   *
   * @param directory where a Terraform state is looked for
   */
  public InventoryCommand(
      Output output,
      Supplier<FleetEngine> engine,
      Map<String, String> environment,
      Path directory) {
    this.output = output;
    this.engine = engine;
    this.environment = environment;
    this.directory = directory;
  }

  @Override
  public void run() {
    Inventory inventory = inventory();
    if (part != null && part.host != null) {
      output.verbatim(Json.text(inventory.host(part.host)));
    } else if (part != null && part.list) {
      output.verbatim(Json.text(inventory.list()));
    } else {
      output.result(inventory.list(), text(inventory));
    }
  }

  private Inventory inventory() {
    Path state = state();
    if (state != null) {
      refuseLogins(state);
      return TerraformState.read(state);
    }
    LoginFiles logins = sshFiles == null ? null : new LoginFiles(sshFiles);
    return new FleetInventory(engine.get(), logins).of(fleets);
  }

  private void refuseLogins(Path state) {
    if (sshFiles != null) {
      throw new CommandException(
          "a Terraform state does not tell how to log in",
          "--ssh-files, with " + state,
          "name a fleet with --fleet, or leave --ssh-files out",
          ExitCode.BAD_INPUT);
    }
  }

  private @Nullable Path state() {
    if (!fleets.isEmpty()) {
      return null;
    }
    String named = environment.getOrDefault(STATE, "");
    if (!named.isEmpty()) {
      return directory.resolve(named);
    }
    Path usual = directory.resolve(USUAL_STATE);
    return Files.exists(usual) ? usual : null;
  }

  private static String text(Inventory inventory) {
    if (inventory.groupsByHost().isEmpty()) {
      return "No machine runs.";
    }
    Table table = new Table("HOST", "GROUPS");
    inventory.groupsByHost().forEach((host, groups) -> table.row(host, String.join(", ", groups)));
    return table.toString();
  }
}
