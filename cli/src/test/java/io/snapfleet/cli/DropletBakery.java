package io.snapfleet.cli;

import io.snapfleet.bake.journal.BuildJournal;
import io.snapfleet.bake.machine.ImageRegister;
import io.snapfleet.bake.machine.MachineTools;
import io.snapfleet.bake.machine.Pause;
import io.snapfleet.bake.part.BuiltInParts;
import io.snapfleet.bake.run.BuildLines;
import io.snapfleet.bake.run.Console;
import io.snapfleet.bake.run.FailureChoice.Answer;
import io.snapfleet.bake.run.OnError;
import io.snapfleet.bake.run.Outcome;
import io.snapfleet.bake.run.RunId;
import io.snapfleet.bake.run.RunOptions;
import io.snapfleet.bake.run.TemplateBuilds;
import io.snapfleet.bake.template.Masking;
import io.snapfleet.bake.template.Surroundings;
import io.snapfleet.bake.template.Template;
import io.snapfleet.bake.template.TemplateFile;
import io.snapfleet.bake.template.TemplateInput;
import io.snapfleet.devcloud.DevCloud;
import io.snapfleet.devcloud.DevCloudSettings;
import io.snapfleet.devcloud.Exchange;
import io.snapfleet.remote.SshKeyPair;
import io.snapfleet.remote.SshRemote;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs templates with builder {@code digitalocean} against a devcloud. */
final class DropletBakery implements Console, AutoCloseable {
  private final Path directory;
  private final DevCloud cloud;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

  DropletBakery(Path directory) {
    this.directory = directory;
    this.cloud = DevCloud.start(DevCloudSettings.in(directory.resolve("cloud")));
    cloud.listen(exchanges::add);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  /** Without communicator and steps, with these keys besides. */
  String template(String image, String keys) {
    return template(image, keys, "");
  }

  private String template(String image, String keys, String provisioners) {
    return """
        {"builders": [{"type": "digitalocean", "api_token": "%s", "api_url": "%s",
          "region": "lon1", "size": "s-1vcpu-1gb", "image": "%s",
          "communicator": "none", "snapshot_name": "My web {{isotime \\"2006\\"}}", %s}],
         "provisioners": [%s]}
        """
        .formatted(cloud.token(), cloud.endpoint(), image, keys, provisioners);
  }

  Outcome bake(String image, String keys) {
    return bake(template(image, keys), OnError.CLEANUP);
  }

  /** A build whose step fails, and whose droplet is kept. */
  Outcome fail(String image) {
    String step = "{\"type\": \"shell-local\", \"command\": \"exit 1\"}";
    return bake(template(image, "\"ipv6\": false", step), OnError.ABORT);
  }

  private Outcome bake(String text, OnError reaction) {
    Surroundings surroundings = surroundings();
    Template template =
        Template.of(
            TemplateFile.parse(text, directory.resolve("t.json")),
            TemplateInput.none(),
            surroundings);
    try (MachineTools tools = tools(Map.of(), Clock.systemUTC())) {
      RunId run = new RunId(UUID.randomUUID(), false, false);
      return new TemplateBuilds(template, surroundings, parts(tools), this, System::nanoTime)
          .run(new RunOptions(run, reaction, 0, (build, why) -> Answer.CLEANUP))
          .getFirst();
    }
  }

  private Surroundings surroundings() {
    return new Surroundings(Clock.systemUTC().instant(), UUID::randomUUID, directory, Map.of());
  }

  private BuiltInParts parts(MachineTools tools) {
    return new BuiltInParts(tools.clock(), surroundings(), () -> directory.resolve("bake"), tools);
  }

  /** What a timer does so much later, where the token is known or not. */
  void sweep(Duration later, boolean tokenIsKnown) {
    Map<String, String> tokens =
        tokenIsKnown ? Map.of("DIGITALOCEAN_TOKEN", cloud.token()) : Map.of();
    try (MachineTools tools = tools(tokens, Clock.offset(Clock.systemUTC(), later))) {
      parts(tools)
          .removeLeftovers(new BuildLines("timer", this, Masking.of(List.of(cloud.token()))));
    }
  }

  private MachineTools tools(Map<String, String> tokens, Clock clock) {
    Map<String, String> environment =
        Map.of("SNAPFLEET_HOME", directory.resolve("home").toString());
    return new MachineTools(
        new BuildPlaces(environment, new DigitalOceanAccess(tokens, Map::of), clock),
        new BuildJournal(() -> directory.resolve("journal")),
        new SshRemote(),
        SshKeyPair::generate,
        List.of(),
        (root, holdsSecret) -> List.of(),
        clock,
        Pause.SLEEP,
        ImageRegister.NONE);
  }

  /** What the account has. */
  JsonNode get(String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(cloud.endpoint() + path))
              .header("Authorization", "Bearer " + cloud.token())
              .build();
      return JsonMapper.shared()
          .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }

  @Override
  public void line(Kind kind, String text) {
    lines.add(text);
  }

  @Override
  public void fact(String target, String type, String... values) {}

  @Override
  public void close() {
    cloud.close();
  }
}
