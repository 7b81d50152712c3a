package io.snapfleet.bake.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.run.OnError;
import io.snapfleet.bake.run.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is run again of a template that was built before, whichever engine runs containers. */
abstract class LayerReuseContract {
  private static final String STEP =
      "==> docker: (Provisioning with|Uploading|Going|Nothing|Comm).*";

  @TempDir private Path directory;
  @TempDir private Path home;
  private TestImages images;
  private BakedTemplate baked;
  private final List<String> made = new ArrayList<>();
  private String first = "echo first > /first";
  private String last = "echo last > /last";
  private String tag = "one";

  /** What names the engine. */
  abstract Map<String, String> environment();

  @BeforeEach
  void makeBase() throws IOException {
    images = new TestImages(environment());
    baked = baked(Clock.systemUTC());
    Files.writeString(directory.resolve("sent"), "first");
  }

  @AfterEach
  void removeImages() throws IOException {
    images.removeKept(home);
    images.remove(made);
    assertThat(images.containers()).isEmpty();
    images.close();
  }

  private BakedTemplate baked(Clock clock) {
    return new BakedTemplate(directory, home, environment(), clock);
  }

  /** What was done. */
  private List<String> bake() {
    return bake(baked(Clock.systemUTC()));
  }

  private List<String> bake(BakedTemplate template) {
    baked = template;
    Outcome outcome =
        baked
            .run(
                """
                {"builders": [{"type": "docker", "image": "%s", "pull": false, "commit": true,
                   "changes": ["ENV SITE=one"]}],
                 "provisioners": [
                   {"type": "shell", "inline": ["%s"]},
                   {"type": "file", "source": "sent", "destination": "/sent"},
                   {"type": "shell", "inline": ["%s"]}],
                 "post-processors": [[
                   {"type": "docker-tag", "repository": "%s", "tag": "%s"}, "manifest"]]}
                """
                    .formatted(images.base(), first, last, images.name(), tag),
                OnError.CLEANUP,
                false)
            .getFirst();
    assertThat(outcome.failure().isPresent()).isEqualTo(last.equals("exit 1"));
    baked.lines().stream()
        .filter(line -> line.startsWith("    docker: Image ID: "))
        .forEach(line -> made.add(line.substring(line.lastIndexOf(' ') + 1)));
    return baked.lines().stream()
        .filter(line -> line.matches(STEP))
        .map(
            line ->
                line.replaceAll("==> docker: |script: .*|image: (sha256:)?[0-9a-f]+$", "").strip())
        .toList();
  }

  @Test
  void onlyWhatHasChangedIsDoneAgain() throws IOException {
    List<String> all =
        List.of(
            "Provisioning with shell",
            "Uploading sent => /sent",
            "Provisioning with shell",
            "Committing the container");
    assertThat(bake()).isEqualTo(all);
    JsonNode cold = images.config("one");
    assertThat(bake()).containsExactly("Nothing to do: Imported Docker");
    assertThat(manifestEntries()).isEqualTo(1);

    last = "echo later > /last";
    assertThat(bake())
        .containsExactly(
            "Going on after step 2: its result is kept from an earlier build",
            "Provisioning with shell",
            "Committing the container");
    assertThat(content("one")).isEqualTo("first first later");
    assertThat(images.config("one")).isEqualTo(cold);

    Files.writeString(directory.resolve("sent"), "second");
    assertThat(bake())
        .containsExactly(
            "Going on after step 1: its result is kept from an earlier build",
            "Uploading sent => /sent",
            "Provisioning with shell",
            "Committing the container");
    assertThat(content("one")).isEqualTo("first second later");

    tag = "two";
    assertThat(bake()).containsExactly("Nothing to run: the image is kept from an earlier build");
    assertThat(content("two")).isEqualTo("first second later");
    images.engine("rmi", images.name() + ":two");
    assertThat(bake()).containsExactly("Nothing to run: the image is kept from an earlier build");
    assertThat(manifestEntries()).isEqualTo(5);
    assertThat(bake(baked(Clock.systemUTC()).withoutReuse())).isEqualTo(all);
    assertThat(bake()).containsExactly("Nothing to do: Imported Docker");
  }

  @Test
  void resultsThatTakeLongerToKeepThanToMakeAgainAreNotKept() {
    bake(baked(new KeepingClock()));
    assertThat(baked.lines())
        .filteredOn(line -> line.contains("is not kept"))
        .containsExactly(
            "    docker: The result of step 2 is not kept: that takes longer than making it again");
    last = "echo later > /last";
    assertThat(bake(baked(new KeepingClock())))
        .containsExactly(
            "Going on after step 1: its result is kept from an earlier build",
            "Uploading sent => /sent",
            "Provisioning with shell",
            "Committing the container");
  }

  /** By which keeping a result takes five seconds, and all else no time. */
  private final class KeepingClock extends Clock {
    @Override
    public Instant instant() {
      try (Stream<Path> engines = Files.list(home)) {
        return Instant.EPOCH.plusSeconds(5 * engines.mapToLong(this::kept).sum());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private long kept(Path engine) {
      String[] names = engine.resolve("layers").toFile().list();
      return names == null ? 0 : Stream.of(names).filter(name -> name.length() == 64).count();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void whatALaterStepRemovesOrRewritesIsInNoLayerOfTheImage() throws IOException {
    String removed = "removed-" + UUID.randomUUID();
    String rewritten = "rewritten-" + UUID.randomUUID();
    Files.writeString(directory.resolve("sent"), removed);
    first = "echo " + rewritten + " > /first";
    last = "rm /sent; echo one > /first; echo one > /last";
    bake();
    JsonNode cold = images.config("one");
    assertThat(saved()).doesNotContain(removed, rewritten);

    last = "rm /sent; echo two > /last";
    assertThat(bake()).first().asString().startsWith("Going on after step 2");
    assertThat(images.output("one", "cat", "/last")).isEqualTo("two\n");
    assertThat(images.output("one", "ls", "/")).doesNotContain("sent");
    assertThat(saved()).contains(rewritten).doesNotContain(removed);
    assertThat(images.config("one")).isEqualTo(cold);

    last = "echo three > /first; echo three > /last";
    assertThat(bake()).first().asString().startsWith("Going on after step 2");
    assertThat(saved()).contains(removed).doesNotContain(rewritten);
    assertThat(images.config("one")).isEqualTo(cold);
  }

  @Test
  void aResultThatHidesWhatIsBelowItIsNotKept() throws IOException {
    String rewritten = "rewritten-" + UUID.randomUUID();
    first = "echo " + rewritten + " > /sent";
    bake();
    assertThat(saved()).doesNotContain(rewritten);
    Files.writeString(directory.resolve("sent"), "second");
    assertThat(bake()).first().asString().startsWith("Going on after step 1");
    last = "echo later > /last";
    assertThat(bake()).first().asString().startsWith("Going on after step");
    assertThat(saved()).contains("second", "later").doesNotContain(rewritten);
  }

  /** All that is in the image's layers, and what is written of them. */
  private String saved() throws IOException {
    Path archive = directory.resolve("saved.tar");
    Files.deleteIfExists(archive);
    images.engine("save", "--output", archive.toString(), images.name() + ":one");
    return Files.readString(archive, StandardCharsets.ISO_8859_1);
  }

  @Test
  void aFailedBuildGoesOnWhereItFailedAndOldResultsGo() throws IOException {
    last = "exit 1";
    assertThat(bake()).hasSize(3);
    last = "exit 0";
    assertThat(bake()).first().asString().startsWith("Going on after step 2");
    Clock nextWeek = Clock.offset(Clock.systemUTC(), Duration.ofDays(8));
    String before = layers();
    assertThat(bake(baked(nextWeek))).hasSize(4);
    assertThat(layers().lines().toList())
        .hasSize(2)
        .doesNotContainAnyElementsOf(before.lines().toList());
  }

  /** The images that this home's records name and that are there. */
  private String layers() throws IOException {
    String there = images.engine("images", "--format", "{{.Repository}}:{{.Tag}}");
    StringBuilder records = new StringBuilder();
    try (var files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        records.append(Files.readString(file).replace("\\", ""));
      }
    }
    return there
        .lines()
        .filter(line -> line.startsWith("localhost/snapfleet-layer") && records.indexOf(line) >= 0)
        .collect(Collectors.joining("\n"));
  }

  private int manifestEntries() throws IOException {
    return JsonMapper.shared()
        .readTree(Files.readString(directory.resolve("packer-manifest.json")))
        .get("builds")
        .size();
  }

  private String content(String name) throws IOException {
    return images
        .output(name, "cat", "/first", "/sent", "/last")
        .strip()
        .replaceAll("\\s+", " ")
        .replace("firstlater", "first later")
        .replace("secondlater", "second later");
  }
}
