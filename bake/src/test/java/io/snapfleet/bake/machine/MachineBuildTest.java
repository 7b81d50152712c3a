package io.snapfleet.bake.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.OnError;
import io.snapfleet.bake.run.Outcome;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.FakeSettings;
import io.snapfleet.provider.fake.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds with machines, on the fake provider. */
class MachineBuildTest {
  private static final Tags ALL = new Tags(Map.of());
  private static final String WEB = "\"snapshot_name\": \"web\"";

  @TempDir private Path home;
  private final HandClock clock = new HandClock();
  private Bakery bakery = new Bakery(Path.of("/"), clock, FakeSettings.in(Path.of("/")));

  @BeforeEach
  void open() {
    bakery = bakery(FakeSettings.in(home));
  }

  private Bakery bakery(FakeSettings settings) {
    return new Bakery(home, clock, settings);
  }

  private List<String> images() {
    return bakery.provider.compute().images(ALL).stream()
        .filter(image -> !image.isLayer())
        .map(Image::name)
        .filter(name -> !name.equals("debian-base"))
        .toList();
  }

  /** The image called web. */
  private Image baked() {
    return bakery.provider.compute().images(ALL).stream()
        .filter(image -> image.name().equals("web"))
        .findFirst()
        .orElseThrow();
  }

  private void assertNothingElseStays() throws IOException {
    assertThat(bakery.provider.compute().machines(ALL)).isEmpty();
    assertThat(bakery.provider.networks().networks(ALL)).isEmpty();
    assertThat(journal()).isEmpty();
  }

  private List<String> journal() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("machines"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String failure(Outcome outcome) {
    return outcome.failure().orElse("");
  }

  private static void fail(String why) {
    throw new BuildException(why);
  }

  @Test
  void anImageIsMadeAndNothingElseStays() throws IOException {
    Outcome outcome =
        bakery
            .whereStepsDo(
                piece -> piece.communicator().run("apt-get install nginx", a -> {}, b -> {}))
            .bake(WEB);

    assertThat(outcome.failure()).isEmpty();
    Image image = baked();
    assertThat(image.name()).isEqualTo("web");
    assertThat(image.tags().values()).isEmpty();
    assertThat(outcome.artifacts())
        .extracting(artifact -> artifact.id())
        .containsExactly(image.id().value());
    assertThat(bakery.ssh.commands())
        .hasSize(4)
        .satisfies(
            commands -> {
              assertThat(commands.getFirst()).endsWith("\napt-get install nginx");
              assertThat(commands.getLast()).endsWith("\nsync");
            });
    assertNothingElseStays();
  }

  @Test
  void whatIsInAnImageAndWhereItComesFromIsHandedOut() {
    bakery.bake(WEB);

    MadeImage made = bakery.made.getFirst();
    Image image = bakery.provider.compute().images(ALL).getLast();
    assertThat(made.image()).isEqualTo(image.id());
    assertThat(made.name()).isEqualTo("web");
    assertThat(made.build()).isEqualTo("local");
    assertThat(made.base()).isEqualTo(bakery.provider.compute().baseImage(line -> {}).id());
    assertThat(made.packages()).containsExactly("bash=5.2", "nginx=1.22.1-9");
    assertThat(made.at()).isEqualTo(clock.instant());
  }

  @Test
  void anImageThatIsNotKeptIsNotHandedOut() {
    bakery.findings.add("/srv/key: a private key");
    bakery.bake(WEB);
    assertThat(bakery.made).isEmpty();
  }

  @Test
  void anImageThatSomebodyUsesIsNotReplaced() {
    bakery.bake(WEB);
    String first = bakery.made.getFirst().image().value();
    bakery.users.put(first, "fleet blog serves from it");

    Outcome outcome = bakery.bake(WEB, OnError.CLEANUP, true);

    assertThat(failure(outcome))
        .isEqualTo(
            "the name web is taken by the image %s: fleet blog serves from it; give another"
                    .formatted(first)
                + " snapshot_name");
    assertThat(images()).containsExactly("web");
  }

  @Test
  void whatTheHostKeyWouldBeIsNotInTheImage() {
    bakery.bake(WEB);
    try (var files = bakery.provider.compute().openImage(baked().id())) {
      assertThat(files.root().resolve("etc/ssh/ssh_host_ed25519_key")).doesNotExist();
      assertThat(files.root().resolve("etc/debian_version")).exists();
    }
  }

  @Test
  void aMachineThatNobodyLogsInAtIsImagedToo() throws IOException {
    Outcome outcome = bakery.bake(WEB + ", \"communicator\": \"none\"");
    assertThat(outcome.failure()).isEmpty();
    assertThat(bakery.ssh.commands()).isEmpty();
    assertNothingElseStays();
  }

  @Test
  void aFailedStepLeavesNothing() throws IOException {
    Outcome outcome = bakery.whereStepsDo(piece -> fail("no such package")).bake(WEB);
    assertThat(failure(outcome)).isEqualTo("no such package");
    assertThat(images()).isEmpty();
    assertNothingElseStays();
  }

  @Test
  void aRefusalByTheProviderLeavesNothingAndSaysWhatToDo() throws IOException {
    bakery =
        bakery(
            FakeSettings.in(home)
                .withFaults(
                    FaultPlan.refusing(
                        call -> call.name().equals("compute.create"),
                        () -> new ProviderException.QuotaExceeded("too many", "Delete some."))));
    assertThat(failure(bakery.bake(WEB))).isEqualTo("too many (Delete some)");
    assertNothingElseStays();
  }

  @Test
  void anImageWithSecretsIsNotKept() throws IOException {
    bakery.findings.add("/root/.my.cnf: a private key");
    assertThat(failure(bakery.bake(WEB)))
        .contains("is not kept: /root/.my.cnf: a private key. Remove it in the last provisioner");
    assertThat(images()).isEmpty();
    assertNothingElseStays();
  }

  @Test
  void aTakenNameIsRefusedBeforeAnythingIsMadeAndReplacedByForce() {
    bakery.bake(WEB);
    int before = bakery.provider.calls().size();
    assertThat(failure(bakery.bake(WEB))).startsWith("the name web is taken by the image");
    assertThat(bakery.provider.calls().subList(before, bakery.provider.calls().size()))
        .noneMatch(call -> call.changes());

    assertThat(bakery.bake(WEB, OnError.CLEANUP, true).failure()).isEmpty();
    assertThat(images()).containsExactly("web");
  }

  @Test
  void imagesAreTakenByNameAndNearNamesAreSuggested() {
    bakery.bake(WEB);
    assertThat(bakery.bake("\"image\": \"web\", \"snapshot_name\": \"shop\"").failure()).isEmpty();
    assertThat(failure(bakery.bake("\"image\": \"weg\", \"snapshot_name\": \"x\"")))
        .isEqualTo("there is no image 'weg' on this computer; did you mean 'web'?");
  }

  @Test
  void theBaseSystemStandsInForDebiansOfOtherTemplates() {
    assertThat(bakery.bake("\"image\": \"debian-9-x64\", \"snapshot_name\": \"old\"").failure())
        .isEmpty();
    assertThat(bakery.made.getFirst().base())
        .isEqualTo(bakery.provider.compute().baseImage(line -> {}).id());
    assertThat(bakery.lines()).anyMatch(line -> line.contains("No image is called debian-9-x64"));
    assertThat(failure(bakery.bake("\"image\": \"centos-7-x64\", \"snapshot_name\": \"x\"")))
        .isEqualTo(
            "there is no image 'centos-7-x64' on this computer: its own base system is"
                + " debian-12-x64");
  }

  @Test
  void anAbortedBuildLeavesItsMachineUntilTheDeadlineAndSaysHowToGetIn() throws IOException {
    bakery.whereStepsDo(piece -> fail("bad")).bake(WEB, OnError.ABORT, false);

    String said =
        bakery.lines().stream().filter(line -> line.contains("Aborted")).findFirst().orElseThrow();
    assertThat(said).contains("stays until 2026-11-02T12:00:00Z", "ssh -i " + home, " root@");
    Path key = home.resolve("machines").resolve(journal().get(1));
    assertThat(key).hasExtension("key").content().contains("OPENSSH PRIVATE KEY");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(bakery.provider.compute().machines(ALL)).hasSize(1);

    bakery.close();
    bakery = bakery(FakeSettings.in(home));
    bakery.bake(WEB);
    assertThat(bakery.provider.compute().machines(ALL)).hasSize(1);

    clock.pass(Duration.ofHours(25));
    bakery.bake("\"snapshot_name\": \"later\"");
    assertNothingElseStays();
  }

  @Test
  void aBuildOfAProcessThatLivesIsLeftAlone() {
    bakery.whereStepsDo(
        piece -> {
          try (Bakery other = bakery(FakeSettings.in(home))) {
            other.bake("\"snapshot_name\": \"other\"");
            assertThat(other.provider.compute().machines(ALL)).hasSize(1);
          }
        });
    assertThat(bakery.bake(WEB).failure()).isEmpty();
    assertThat(images()).containsExactly("other", "web");
  }
}
