package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.remote.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      "  snapfleet secrets --provider digitalocean --set token  < FILE",
    })
public final class SecretsCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;
  private final Supplier<BufferedReader> input;

  private static final Map<String, Set<String>> OF_PROVIDERS =
      Map.of("digitalocean", Set.of("token"));

  @Parameters(
      arity = "0..1",
      paramLabel = "FLEET",
      description = "The fleet's name; left out with --provider.")
  private @Nullable String fleet;

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description = "With --set: a credential of the account at a provider, for all fleets here.")
  private @Nullable String provider;

  @Option(names = "--reveal", description = "Print the credentials themselves.")
  private boolean reveal;

  @Option(
      names = "--set",
      paramLabel = "NAME",
      description =
          "Keep the first line of standard input, encrypted, as the credential of this name:"
              + " datastore-access-key-id or datastore-secret-access-key, for backups in S3; or"
              + " token, with --provider digitalocean.")
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

  /** The result of keeping one of a provider as data. */
  record KeptOfProvider(String provider, String name) {}

  @Override
  public void run() {
    if (provider != null) {
      keepOfProvider(provider, name);
    } else if (fleet == null) {
      throw misuse("name a fleet, or a provider with --provider");
    } else if (name == null) {
      list(fleet);
    } else {
      engine.get().backups().setDatastoreKey(fleet, name, new Secret(firstLine(fleet, name)));
      output.result(new Kept(fleet, name), "Kept " + name + " of fleet " + fleet + ".");
    }
  }

  private void keepOfProvider(String account, @Nullable String credential) {
    Set<String> known = OF_PROVIDERS.getOrDefault(account, Set.of());
    if (fleet != null || credential == null || !known.contains(credential)) {
      throw misuse("write: snapfleet secrets --provider digitalocean --set token < FILE");
    }
    Secret secret = new Secret(firstLine("--provider " + account, credential));
    engine.get().keepProviderSecret(account, credential, secret);
    output.result(
        new KeptOfProvider(account, credential),
        "Kept " + credential + " of provider " + account + ".");
  }

  private static CommandException misuse(String fix) {
    return new CommandException(
        "it is not clear whose credentials are meant", "secrets", fix, ExitCode.BAD_INPUT);
  }

  private String firstLine(String whose, String credential) {
    try {
      String line = input.get().readLine();
      if (line == null || line.isBlank()) {
        throw new CommandException(
            "there is no credential on standard input",
            "standard input",
            "give it there, such as: snapfleet secrets %s --set %s < FILE"
                .formatted(whose, credential),
            ExitCode.BAD_INPUT);
      }
      return line.strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void list(String whose) {
    Map<String, Secret> secrets = new TreeMap<>(engine.get().credentials(whose));
    List<Credentials.Credential> credentials =
        secrets.entrySet().stream()
            .map(
                secret ->
                    new Credentials.Credential(
                        secret.getKey(), reveal ? secret.getValue().reveal() : null))
            .toList();
    output.result(new Credentials(whose, credentials), text(whose, credentials));
  }

  private String text(String whose, List<Credentials.Credential> credentials) {
    if (credentials.isEmpty()) {
      return "Fleet " + whose + " has no credentials.";
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
