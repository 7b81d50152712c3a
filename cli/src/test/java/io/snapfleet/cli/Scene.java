package io.snapfleet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapfleet.cli.output.Streams;
import io.snapfleet.cli.output.Terminal;
import io.snapfleet.fleet.backup.HomeDatastores;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.Pause;
import io.snapfleet.fleet.operate.ScriptLogs;
import io.snapfleet.fleet.operate.Surroundings;
import io.snapfleet.fleet.secret.SecretBox;
import io.snapfleet.fleet.secret.SecretMaker;
import io.snapfleet.fleet.state.SqlStore;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.provider.fake.FakeSettings;
import io.snapfleet.provider.fake.FaultPlan;
import io.snapfleet.recipe.RecipeCatalog;
import io.snapfleet.remote.SshKeyPair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;

/**
 * The command line with a real engine over the fake provider, and a fleet file: {@code docs}, two
 * web machines behind a proxy. Machines do what {@link EchoRemote} says.
 */
public final class Scene implements AutoCloseable {
  public static final String FLEET =
      """
      fleet: docs
      provider: {name: local}
      application: {recipe: static, source: {path: site}}
      site: {title: Docs, address: 127.0.0.1, port: 8081}
      tiers:
        web: {machines: 2, size: small}
        proxy: {machines: 1, size: small}
      """;

  private final EchoRemote remote;
  private final FakeSettings settings;
  private final Path home;
  private final Path served;
  private final Path file;
  private final SqlStore store;
  private final RecipeCatalog recipes = new RecipeCatalog();
  private final RandomIds ids = new RandomIds(new SecureRandom());
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private byte[] input = new byte[0];

  public Scene(Path directory) throws IOException {
    Path site = Files.createDirectories(directory.resolve("site"));
    Files.writeString(site.resolve("index.html"), "<h1>Docs</h1>");
    this.file = Files.writeString(directory.resolve("fleet.yaml"), FLEET);
    this.home = directory;
    Path disk = Files.createDirectories(directory.resolve("disk"));
    this.served = Files.createDirectories(disk.resolve("var/www/site")).resolve("index.html");
    Files.writeString(served, "<h1>Docs</h1>");
    this.remote = new EchoRemote(disk);
    this.settings = FakeSettings.in(directory);
    SecretBox box = SecretBox.inHome(directory, Map.of(), new SecureRandom());
    this.store = SqlStore.open(directory, Clock.systemUTC(), box);
  }

  public Path file() {
    return file;
  }

  /** The front page on all web machines. */
  Path served() {
    return served;
  }

  EchoRemote remote() {
    return remote;
  }

  public SqlStore store() {
    return store;
  }

  public RecipeCatalog recipes() {
    return recipes;
  }

  /** What the fleet file says. */
  public FleetSpec spec() {
    return new FleetFiles(recipes).reader().read(file);
  }

  /** The engine with a provider where these things go wrong. */
  public FleetEngine engine(FaultPlan faults) {
    return new FleetEngine(surroundings(faults));
  }

  FakeProvider provider() {
    return new FakeProvider(settings);
  }

  /** The account allows no further machine. */
  public static FaultPlan noMoreMachines() {
    return FaultPlan.refusing(
        call -> call.name().equals("compute.create"),
        () -> new ProviderException.QuotaExceeded("no more machines", "Ask for more."));
  }

  /** Runs where nobody can be asked. */
  Ran ran(String... arguments) {
    return Ran.at(false, "", terminal -> run(terminal, FaultPlan.none(), arguments));
  }

  /** The same with a provider where these things go wrong. */
  Ran ranWith(FaultPlan faults, String... arguments) {
    return Ran.at(false, "", terminal -> run(terminal, faults, arguments));
  }

  /** Runs at a terminal where a person types {@code answer}. */
  Ran answering(String answer, String... arguments) {
    return Ran.at(true, answer, terminal -> run(terminal, FaultPlan.none(), arguments));
  }

  /** Deploys the fleet. */
  Scene up() {
    Ran ran = ran("up", "-f", file.toString(), "--yes");
    if (ran.exitCode() != 0) {
      throw new AssertionError(ran.errors());
    }
    return this;
  }

  /** What is read from the process's input as bytes. */
  void input(String text) {
    input = text.getBytes(UTF_8);
  }

  /** What went to the process's output as bytes. */
  String rawOutput() {
    return output.toString(UTF_8);
  }

  String rawErrors() {
    return errors.toString(UTF_8);
  }

  private int run(Terminal terminal, FaultPlan faults, String... arguments) {
    FleetEngine engine = engine(faults);
    Streams streams = new Streams(new ByteArrayInputStream(input), output, errors);
    return new CommandTree(terminal, () -> streams, Clock.systemUTC(), recipes, () -> engine)
        .build()
        .execute(Arrays.copyOf(arguments, arguments.length));
  }

  private Surroundings surroundings(FaultPlan faults) {
    return new Surroundings(
        store,
        spec -> new FakeProvider(settings.withFaults(faults)),
        recipes::find,
        remote,
        new HomeDatastores(home, Map.of(), Clock.systemUTC()),
        "the test",
        ids,
        () -> 8081,
        new SecretMaker(new SecureRandom()),
        SshKeyPair::generate,
        Clock.systemUTC(),
        Pause.SLEEP,
        new ScriptLogs(file.resolveSibling("logs")));
  }

  @Override
  public void close() {
    store.close();
  }
}
