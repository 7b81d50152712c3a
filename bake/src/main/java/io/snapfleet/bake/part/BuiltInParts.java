package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.container.ContainerRemoval;
import io.snapfleet.bake.container.DockerBuilder;
import io.snapfleet.bake.container.DockerImport;
import io.snapfleet.bake.container.DockerTag;
import io.snapfleet.bake.container.EngineSearch;
import io.snapfleet.bake.journal.BuildJournal;
import io.snapfleet.bake.journal.Leftovers;
import io.snapfleet.bake.local.LogDirectory;
import io.snapfleet.bake.local.Scratch;
import io.snapfleet.bake.machine.HostBuilder;
import io.snapfleet.bake.machine.MachineBuilder;
import io.snapfleet.bake.machine.MachineTools;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildLog;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Builder;
import io.snapfleet.bake.run.Parts;
import io.snapfleet.bake.run.PostProcessor;
import io.snapfleet.bake.run.PostProcessor.Processed;
import io.snapfleet.bake.run.Provisioner;
import io.snapfleet.bake.run.Remarks;
import io.snapfleet.bake.template.Build;
import io.snapfleet.bake.template.Surroundings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The parts that need nothing but this computer. Those of one run. */
public final class BuiltInParts implements Parts {
  private static final Artifact NOTHING =
      new Artifact(
          "fnoeding.null",
          "Null",
          "Did not export anything. This is the null builder",
          List.of(),
          () -> {},
          Map.of("ID", "Null"));

  private final Clock clock;
  private final Supplier<Path> home;
  private final EngineSearch engines;
  private final Leftovers containers;
  private final MachineTools machines;

  /**
   * @param surroundings those that the template was read with
   * @param home where is kept what must be known after this run; asked for only where it is needed
   * @param machines for builds on machines
   */
  public BuiltInParts(
      Clock clock, Surroundings surroundings, Supplier<Path> home, MachineTools machines) {
    this.clock = clock;
    this.home = home;
    this.machines = machines;
    this.engines = new EngineSearch(surroundings);
    BuildJournal journal = new BuildJournal(() -> home.get().resolve("containers"));
    this.containers = new Leftovers(journal, new ContainerRemoval(journal, surroundings), clock);
  }

  /** Removes what earlier builds have left whose process was killed, or whose time has come. */
  public void removeLeftovers(Remarks remarks) {
    Scratch.removeAbandoned();
    containers.remove(remarks);
    machines.leftovers().remove(remarks);
  }

  @Override
  public List<String> refusals(Build build) {
    return new Refusals(engines).of(build);
  }

  @Override
  public Builder builder(Settings settings, BuildSite site) {
    return switch (settings.type().name()) {
      case "digitalocean" -> MachineBuilder.ofDroplets(settings, site, machines, home.get());
      case "docker" -> docker(settings, site);
      case "file" -> new FileBuilder(settings, site);
      case "local" -> MachineBuilder.ofThisComputer(settings, site, machines, home.get());
      case "null" ->
          settings.requiredText("communicator").equals("none")
              ? BuiltInParts::nothing
              : new HostBuilder(settings, site, machines, NOTHING);
      default -> throw refused(settings);
    };
  }

  @Override
  public void begin() {
    Scratch.removeAbandoned();
  }

  @Override
  public BuildLog log(String build, Remarks remarks) {
    return new LogDirectory(home.get().resolve("logs"), clock).open(build, remarks);
  }

  private DockerBuilder docker(Settings settings, BuildSite site) {
    return new DockerBuilder(settings, site, engines.find(), containers, home.get());
  }

  @Override
  public Provisioner provisioner(Settings settings, BuildSite site) {
    return switch (settings.type().name()) {
      case "ansible" -> new Ansible(settings, site);
      case "ansible-local" -> new AnsibleLocal(settings, site);
      case "file" -> new FileTransfer(settings, site);
      case "shell" -> new Shell(settings, site);
      case "shell-local" -> piece -> shellLocal(settings, site, piece.facts());
      default -> throw refused(settings);
    };
  }

  @Override
  public PostProcessor postProcessor(Settings settings, BuildSite site) {
    return switch (settings.type().name()) {
      case "manifest" -> new Manifest(settings, site, clock);
      case "checksum" -> new Checksum(settings, site);
      case "compress" -> new Compress(settings, site);
      case "docker-import" -> new DockerImport(settings, site, engines.find());
      case "docker-tag" -> new DockerTag(settings, site, engines.find());
      case "shell-local" ->
          input -> {
            shellLocal(settings, site, input.facts());
            return new Processed(input, true, true);
          };
      default -> throw refused(settings);
    };
  }

  private static NoPiece nothing() {
    return new NoPiece("Null", NOTHING, "");
  }

  private static void shellLocal(Settings settings, BuildSite site, Map<String, String> facts) {
    new ShellLocal(settings, site, text -> site.rendered(text, facts)).run();
  }

  private static IllegalStateException refused(Settings settings) {
    return new IllegalStateException(settings.type().name() + " was to be refused");
  }
}
