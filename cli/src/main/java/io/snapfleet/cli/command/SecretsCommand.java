package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    footer = {
      "  snapfleet secrets blog",
      "  snapfleet secrets blog --reveal",
      "  snapfleet secrets blog --set datastore-secret-access-key  < FILE",
    })
public final class SecretsCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;
  private final Supplier<BufferedReader> input;

  @Parameters(paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Option(names = "--reveal", description = "Print the credentials themselves.")
  private boolean reveal;

  @Option(
      names = "--set",
      paramLabel = "NAME",
      description =
          "Keep the first line of standard input, encrypted, as the credential of this name:"
              + " datastore-access-key-id or datastore-secret-access-key, for backups in S3.")
  private @Nullable String name;

  public SecretsCommand(
      Output output, Supplier<FleetEngine> engine, Supplier<BufferedReader> input) {
    this.output = output;
    this.input = input;
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

  /** The result of keeping one as data. */
  record Kept(String fleet, String name) {}

  @Override
  public void run() {
    if (name == null) {
      list();
    } else {
      engine.get().backups().setDatastoreKey(fleet, name, new Secret(firstLine()));
      output.result(new Kept(fleet, name), "Kept " + name + " of fleet " + fleet + ".");
    }
  }

  private String firstLine() {
    try {
      String line = input.get().readLine();
      if (line == null || line.isBlank()) {
        throw new CommandException(
            "there is no credential on standard input",
            "standard input",
            "give it there, such as: snapfleet secrets %s --set %s < FILE".formatted(fleet, name),
            ExitCode.BAD_INPUT);
      }
      return line.strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void list() {
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
