package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet secrets FLEET}. */
@Command(
    name = "secrets",
    description = "Lists the names of a fleet's credentials; with --reveal, what they are as well.",
    footer = {"  snapfleet secrets blog", "  snapfleet secrets blog --reveal"})
public final class SecretsCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Option(names = "--reveal", description = "Print the credentials themselves.")
  private boolean reveal;

  public SecretsCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Credentials(String fleet, List<Credential> secrets) {
    /**
     * One credential.
     *
     * @param value absent unless it is to be revealed
     */
    record Credential(
        String name, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String value) {}
  }

  @Override
  public void run() {
    Map<String, Secret> secrets = new TreeMap<>(engine.get().credentials(fleet));
    List<Credentials.Credential> credentials =
        secrets.entrySet().stream()
            .map(
                secret ->
                    new Credentials.Credential(
                        secret.getKey(), reveal ? secret.getValue().reveal() : null))
            .toList();
    output.result(new Credentials(fleet, credentials), text(credentials));
  }

  private String text(List<Credentials.Credential> credentials) {
    if (credentials.isEmpty()) {
      return "Fleet " + fleet + " has no credentials.";
    }
    Table table = reveal ? new Table("NAME", "VALUE") : new Table("NAME");
    for (Credentials.Credential credential : credentials) {
      if (credential.value() == null) {
        table.row(credential.name());
      } else {
        table.row(credential.name(), credential.value());
      }
    }
    return table.toString();
  }
}
