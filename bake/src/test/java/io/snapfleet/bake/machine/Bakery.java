package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.journal.BuildJournal;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Builder;
import io.snapfleet.bake.run.Console;
import io.snapfleet.bake.run.FailureChoice.Answer;
import io.snapfleet.bake.run.OnError;
import io.snapfleet.bake.run.Outcome;
import io.snapfleet.bake.run.Parts;
import io.snapfleet.bake.run.PostProcessor;
import io.snapfleet.bake.run.Provisioner;
import io.snapfleet.bake.run.RunId;
import io.snapfleet.bake.run.RunOptions;
import io.snapfleet.bake.run.TemplateBuilds;
import io.snapfleet.bake.run.Workpiece;
import io.snapfleet.bake.template.Build;
import io.snapfleet.bake.template.Surroundings;
import io.snapfleet.bake.template.Template;
import io.snapfleet.bake.template.TemplateFile;
import io.snapfleet.bake.template.TemplateInput;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.provider.fake.FakeSettings;
import io.snapfleet.remote.SshKeyPair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One process that runs builds with machines of a {@link FakeProvider}, until it is closed or dies.
 */
final class Bakery implements Console, ImageRegister, Parts, MachineSupply, AutoCloseable {
  static final String PLACE = "fake";

  final FakeProvider provider;
  final FakeSsh ssh;
  final List<String> findings = new ArrayList<>();
  private final Path home;
  private final MachineTools tools;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  final List<MadeImage> made = new CopyOnWriteArrayList<>();
  final Map<String, String> users = new ConcurrentHashMap<>();
  private Consumer<Workpiece> step = piece -> {};

  /**
   * @param home what survives the process, the provider's world and the journal
   */
  Bakery(Path home, HandClock clock, FakeSettings settings) {
    this.home = home;
    this.provider = new FakeProvider(settings.withClock(clock));
    this.ssh = new FakeSsh(provider);
    this.tools =
        new MachineTools(
            this,
            new BuildJournal(() -> home.resolve("machines")),
            ssh,
            SshKeyPair::generate,
            List.of("/etc/ssh/ssh_host_*"),
            (root, holdsSecret) -> findings,
            clock,
            clock::pass,
            this);
  }

  /** What the template's provisioners do. */
  Bakery whereStepsDo(Consumer<Workpiece> work) {
    step = work;
    return this;
  }

  Outcome bake(String keys) {
    return bake(keys, OnError.CLEANUP, false);
  }

  /** Runs a template with one builder {@code local} and one provisioner, anew. */
  Outcome bake(String keys, OnError onError, boolean force) {
    return bake(keys, onError, force, false, "true");
  }

  /** The same with a shell for each text, and with what was kept. */
  Outcome bakeOn(String keys, String... steps) {
    return bake(keys, OnError.CLEANUP, false, true, steps);
  }

  private Outcome bake(
      String keys, OnError onError, boolean force, boolean reuse, String... steps) {
    Surroundings surroundings =
        new Surroundings(tools.clock().instant(), UUID::randomUUID, home, Map.of());
    String shells =
        Arrays.stream(steps)
            .map("{\"type\": \"shell\", \"inline\": \"%s\"}"::formatted)
            .collect(Collectors.joining(", "));
    String text =
        "{\"builders\": [{\"type\": \"local\", %s}], \"provisioners\": [%s]}"
            .formatted(keys, shells);
    Template template =
        Template.of(
            TemplateFile.parse(text, home.resolve("t.json")), TemplateInput.none(), surroundings);
    RunOptions options =
        new RunOptions(
            new RunId(UUID.randomUUID(), force, reuse), onError, 0, (build, why) -> Answer.CLEANUP);
    return new TemplateBuilds(template, surroundings, this, this, System::nanoTime)
        .run(options)
        .getFirst();
  }

  /** What steps have been done since this was asked for last. */
  List<String> done() {
    List<String> done =
        lines.stream()
            .filter(line -> line.startsWith("did "))
            .map(line -> line.substring(4))
            .toList();
    lines.clear();
    return done;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void line(Kind kind, String text) {
    lines.add(text);
  }

  @Override
  public void made(MadeImage image) {
    made.add(image);
  }

  @Override
  public Optional<String> user(Settings builder, ImageId image) {
    return Optional.ofNullable(users.get(image.value()));
  }

  @Override
  public void fact(String target, String type, String... values) {}

  @Override
  public List<String> refusals(Build build) {
    return List.of();
  }

  @Override
  public Builder builder(Settings settings, BuildSite site) {
    return MachineBuilder.ofThisComputer(settings, site, tools, home);
  }

  @Override
  public Provisioner provisioner(Settings settings, BuildSite site) {
    return piece -> {
      settings.texts("inline").forEach(line -> lines.add("did " + line));
      step.accept(piece);
    };
  }

  @Override
  public PostProcessor postProcessor(Settings settings, BuildSite site) {
    throw new IllegalStateException("the template has none");
  }

  @Override
  public Place open(Settings builder) {
    return new Place(PLACE, provider);
  }

  @Override
  public Optional<Provider> find(String name) {
    return Optional.of(provider);
  }

  /** As the process ends: what it has not taken away stays. */
  @Override
  public void close() {
    tools.journal().close();
  }
}
