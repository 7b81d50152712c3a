package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.Datastores;
import io.snapfleet.fleet.secret.SecretBox;
import io.snapfleet.fleet.state.LeaseTerms;
import io.snapfleet.fleet.state.SqlStore;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.provider.fake.FakeSettings;
import io.snapfleet.provider.fake.Guest;
import io.snapfleet.recipe.Stage;
import io.snapfleet.remote.RemoteException;
import io.snapfleet.remote.Script;
import io.snapfleet.vault.store.Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What outlives controller processes: a directory with the store and the provider's world, the
 * time, and what the machines were told. Thread-safe.
 */
final class Home {
  /** With a heartbeat that never comes in a test's time. */
  private static final LeaseTerms TERMS = new LeaseTerms(Duration.ofHours(1), Duration.ofHours(2));

  /** A script that ran on a machine. */
  record Run(String machine, Script script) {}

  private final Path directory;
  private Path vaults;
  private final MovingClock clock = new MovingClock();

  /** By how much the store's time is ahead. */
  private volatile Duration ahead = Duration.ZERO;

  private final Duration listDelay;

  /** Prices are asked at every plan, which would only make more moments to be killed at. */
  private Set<Capability> missing = Set.of(Capability.PRICES);

  private final List<Run> runs = new CopyOnWriteArrayList<>();
  private final Set<String> unreachable = ConcurrentHashMap.newKeySet();
  private final Map<String, String> sick = new ConcurrentHashMap<>();

  private final Map<String, GuestDisk> disks = new ConcurrentHashMap<>();
  private Datastores datastores;
  private volatile UnaryOperator<Backend> line = UnaryOperator.identity();
  private volatile BiConsumer<String, String> beforeCommand = (machine, command) -> {};
  private volatile Consumer<Script> beforeScript = script -> {};

  Home(Path directory) {
    this(directory, Duration.ZERO);
  }

  Home(Path directory, Duration listDelay) {
    this.directory = directory;
    this.listDelay = listDelay;
    this.vaults = directory.resolve("vaults");
    this.datastores = inDirectory();
  }

  /**
   * A home that is as this one is now, in a directory that does not exist yet. Its vaults are
   * these, which other copies may be using meanwhile.
   */
  Home copy(Path to) {
    return copy(to, listDelay);
  }

  /** The same, at a provider whose lists lag behind so long. */
  Home copy(Path to, Duration lag) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
                throws IOException {
              if (from.equals(vaults)) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              return visitFile(from, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes attributes)
                throws IOException {
              Files.copy(from, to.resolve(directory.relativize(from).toString()));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Home copy = new Home(to, lag);
    copy.vaults = vaults;
    copy.datastores = copy.inDirectory();
    copy.missing = missing;
    copy.clock.sleep(Duration.between(copy.clock.instant(), clock.instant()));
    copy.ahead = ahead;
    return copy;
  }

  private Datastores inDirectory() {
    return new DirectoryDatastores(vaults, this::line);
  }

  /** A home at a provider that lacks these. */
  Home without(Capability... capabilities) {
    missing = Set.of(capabilities);
    return this;
  }

  Path logs() {
    return directory.resolve("logs");
  }

  MovingClock clock() {
    return clock;
  }

  FakeSettings providerSettings() {
    FakeSettings settings = FakeSettings.in(directory).withClock(clock).withListDelay(listDelay);
    for (Capability one : missing) {
      settings = settings.without(one);
    }
    return settings;
  }

  /** The provider as somebody else sees it, to whom nothing bad happens and all shows at once. */
  FakeProvider provider() {
    return new FakeProvider(providerSettings().withListDelay(Duration.ZERO));
  }

  SqlStore store() {
    return SqlStore.open(
        directory,
        clock.ahead(() -> ahead),
        SecretBox.inHome(directory, Map.of(), new SecureRandom()),
        TERMS);
  }

  /**
   * Lets the lease of a process that died run out for those that come after it. For the provider no
   * time passes, so that what lists did not show yet they do not show then.
   */
  void awaitExpiry() {
    ahead = ahead.plus(TERMS.expiry()).plusSeconds(1);
  }

  void unreachable(String machine) {
    unreachable.add(machine);
  }

  /** From now on the machine's check fails. */
  void fallSick(String machine) {
    fallSick(machine, Stage.CHECK);
  }

  /** From now on this script fails on the machine, after it has done its work. */
  void fallSick(String machine, Stage stage) {
    fallSick(machine, stage, machine + " is sick");
  }

  /** The same, and it prints this. */
  void fallSick(String machine, Stage stage, String output) {
    sick.put(machine + " " + stage.fileName(), output);
  }

  /** From now on scripts of this name fail on every machine. */
  void failEverywhere(String script) {
    sick.put(" " + script, "nothing works");
  }

  /** What a sick machine's script prints; empty for one that is well. */
  Optional<String> symptom(String script) {
    return sick.entrySet().stream()
        .filter(one -> script.endsWith(one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  void recover() {
    sick.clear();
    unreachable.clear();
  }

  /** The application's files of a machine, on a disk that outlives processes. */
  GuestDisk disk(Guest guest) {
    return disks.computeIfAbsent(
        guest.id().value(), id -> new GuestDisk(guest, directory.resolve("disks").resolve(id)));
  }

  /** From now on what is said to datastores goes through this. */
  void putOnLine(UnaryOperator<Backend> between) {
    line = between;
  }

  Backend line(Backend backend) {
    return line.apply(backend);
  }

  /** From now on fleets' vaults are where these say. */
  Home with(Datastores others) {
    datastores = others;
    return this;
  }

  Datastores datastores() {
    return datastores;
  }

  Path vaults() {
    return vaults;
  }

  /** What happens on a machine just before a command is run there. */
  void beforeCommands(BiConsumer<String, String> event) {
    beforeCommand = event;
  }

  void beforeCommand(String machine, String command) {
    beforeCommand.accept(machine, command);
  }

  /** What happens just before a script is run on a machine. */
  void beforeScripts(Consumer<Script> event) {
    beforeScript = event;
  }

  void beforeScript(Script script) {
    beforeScript.accept(script);
  }

  /** A session breaks when its machine is gone. */
  void requireReachable(String machine) {
    if (unreachable.contains(machine)) {
      throw new RemoteException("the connection to " + machine + " broke");
    }
  }

  boolean isUnreachable(String machine) {
    return unreachable.contains(machine);
  }

  void ran(String machine, Script script) {
    runs.add(new Run(machine, script));
  }

  /** All that ran to its end, oldest first. */
  List<Run> runs() {
    return runs;
  }

  /** The names of the machines with traffic, each time a load balancer was told. */
  List<Set<String>> trafficHistory() {
    return runs.stream()
        .filter(run -> run.script().text().equals("backends"))
        .map(run -> names(run.script().variables().getOrDefault("BACKENDS", "")))
        .toList();
  }

  private static Set<String> names(String backends) {
    return Stream.of(backends.split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, word.indexOf('=')))
        .collect(Collectors.toSet());
  }
}
