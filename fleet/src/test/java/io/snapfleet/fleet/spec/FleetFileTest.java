package io.snapfleet.fleet.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.ApplicationSpec.SourceSpec;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.BalancedBy;
import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.provider.input.InputProblem;
import io.snapfleet.provider.input.WrongOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetFileTest {
  /** SHA-256 of the three bytes {@code abc}, as FIPS 180 gives it. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static final String LEAST =
      """
      fleet: pages
      provider: {name: local}
      application: {recipe: static}
      site: {title: Pages}
      tiers: {web: {}}
      """;

  @TempDir Path directory;

  @Test
  void everyKeyReachesItsRecord() throws IOException {
    Files.writeString(directory.resolve("wordpress.tar.gz"), "abc");
    Path file = directory.resolve("fleet.yaml");
    Files.writeString(
        file,
        """
        fleet: blog
        provider: {name: local, pool-size: 40GB, fast: true, limit: 3}
        application:
          recipe: wordpress
          settings: {admin-user: me, admin-email: owner@example.org, language: de_DE}
          source: {path: ./wordpress.tar.gz, sha256: %s}
        site: {title: "My: blog", address: 127.0.0.2, port: 8080}
        tiers:
          database: {machines: 1, size: medium, volume: 20GiB}
          web: {machines: 4, size: large, volume: 5MB, image: latest:./web.json}
          proxy: {machines: 1, size: s-1vcpu-1gb, volume: 1TB, image: 12345678}
        method: backup
        deadlines: {boot: 90s, install: 1h, configure: 3m, healthy: 4m, drain: 5s, backup: 2h}
        backup:
          datastore: s3:https://s3.example.org/bucket/blog
          assets: false
          freshness: 10m
          keep: {hourly: 1, daily: 2, weekly: 3, monthly: 4, bimonthly: 5, manual: 0}
          schedule:
            hourly: :02
            daily: 02:08
            weekly: sunday 03:08
            monthly: 1 04:08
            bimonthly: 28 23:59
        """
            .formatted(ABC.toUpperCase(java.util.Locale.ROOT)));

    assertThat(Recipes.fleetFile().read(file))
        .isEqualTo(
            new FleetSpec(
                "blog",
                new ProviderSpec(
                    "local", Map.of("pool-size", "40GB", "fast", "true", "limit", "3")),
                new ApplicationSpec(
                    "wordpress",
                    Map.of(
                        "admin-user",
                        "me",
                        "admin-email",
                        "owner@example.org",
                        "language",
                        "de_DE"),
                    new SourceSpec(directory.resolve("wordpress.tar.gz").toString(), ABC)),
                new SiteSpec("My: blog", "127.0.0.2", 8080),
                Map.of(
                    TierName.DATABASE, new TierSpec(1, "medium", 20L << 30),
                    TierName.WEB,
                        new TierSpec(4, "large", 5_000_000, "latest:" + directory + "/web.json"),
                    TierName.PROXY, new TierSpec(1, "s-1vcpu-1gb", 1_000_000_000_000L, "12345678")),
                new Deadlines(
                    Duration.ofSeconds(90),
                    Duration.ofHours(1),
                    Duration.ofMinutes(3),
                    Duration.ofMinutes(4),
                    Duration.ofSeconds(5),
                    Duration.ofHours(2)),
                new BackupSpec(
                    "s3:https://s3.example.org/bucket/blog",
                    false,
                    Duration.ofMinutes(10),
                    Map.of(
                        BackupPeriod.HOURLY, 1,
                        BackupPeriod.DAILY, 2,
                        BackupPeriod.WEEKLY, 3,
                        BackupPeriod.MONTHLY, 4,
                        BackupPeriod.BIMONTHLY, 5,
                        BackupPeriod.MANUAL, 0),
                    Map.of(
                        BackupPeriod.HOURLY, ":02",
                        BackupPeriod.DAILY, "02:08",
                        BackupPeriod.WEEKLY, "sunday 03:08",
                        BackupPeriod.MONTHLY, "1 04:08",
                        BackupPeriod.BIMONTHLY, "28 23:59")),
                BuildMethod.BACKUP));
  }

  @Test
  void defaultsFillWhatIsLeftOut() {
    assertThat(read(LEAST))
        .isEqualTo(
            new FleetSpec(
                "pages",
                new ProviderSpec("local", Map.of()),
                new ApplicationSpec("static", Map.of(), null),
                new SiteSpec("Pages", "127.0.0.1", 0),
                Map.of(TierName.WEB, new TierSpec(1, "small", 10_000_000_000L)),
                Deadlines.DEFAULT,
                BackupSpec.DEFAULT));
  }

  @Test
  void aProviderMayBalanceManyWebMachinesWithoutAProxy() {
    String text =
        LEAST
            .replace("name: local", "name: cloud")
            .replace("{web: {}}", "{web: {machines: 3}}")
            .replace("title: Pages", "title: Pages, balancer: provider");
    assertThat(read(text).site().balancer()).isEqualTo(BalancedBy.PROVIDER);
    assertThat(read(text).front()).isEmpty();
  }

  @Test
  void recipeDefaultsFillItsSettings() {
    String text =
        LEAST
            .replace("{recipe: static}", "{recipe: wordpress, settings: {admin-email: a@b}}")
            .replace("{web: {}}", "{web: {}, database: {}}");
    assertThat(read(text).application().settings())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("admin-user", "admin", "admin-email", "a@b", "language", "en_US"));
  }

  @Test
  void anchorsMayRepeatASection() {
    String text = LEAST.replace("{web: {}}", "{web: &one {size: large}, proxy: *one}");
    assertThat(read(text).tiers().get(TierName.PROXY))
        .isEqualTo(read(text).tiers().get(TierName.WEB));
  }

  @Test
  void anImageIsNamedByIdOrNameOrByItsTemplatesName() {
    for (String image : List.of("web-2026", "latest:web.json", "my web", "lon1/web")) {
      String text = LEAST.replace("{web: {}}", "{web: {image: '%s'}}".formatted(image));
      assertThat(read(text).namedImages()).containsExactly(entry(TierName.WEB, image));
    }
    String none = LEAST.replace("{web: {}}", "{web: {image: a}, proxy: {machines: 0, image: b}}");
    assertThat(read(none).namedImages()).containsOnlyKeys(TierName.WEB);
    assertThat(read(none).scaled(Map.of(TierName.WEB, 4)).namedImages())
        .isEqualTo(read(none).namedImages());
  }

  @Test
  void aDirectoryMayBeTheSource() {
    String text = LEAST.replace("static}", "static, source: {path: .}}");
    assertThat(read(text).application().source())
        .isEqualTo(new SourceSpec(directory.toString(), null));
  }

  @Test
  void aDirectoryHasNoChecksum() {
    refused("{path: ., sha256: %s}".formatted(ABC), "sha256: a directory has no checksum");
  }

  @Test
  void anArchiveNeedsItsChecksum() throws IOException {
    Files.writeString(directory.resolve("site.zip"), "abc");
    refused("{path: site.zip}", "sha256: an archive needs its checksum; 'sha256sum ");
  }

  @Test
  void anArchiveWithAnotherContentIsRefused() throws IOException {
    Files.writeString(directory.resolve("site.zip"), "abd");
    refused("{path: site.zip, sha256: %s}".formatted(ABC), "sha256: is not the checksum of ");
  }

  @Test
  void aFileThatIsNoArchiveIsRefused() throws IOException {
    Files.writeString(directory.resolve("site.rar"), "abc");
    refused("{path: site.rar}", "path: must end in .tar.gz, .tgz, .tar or .zip");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path file = directory.resolve("fleet.yaml");
    assertThatThrownBy(() -> Recipes.fleetFile().read(file))
        .isInstanceOf(InvalidFleetFileException.class)
        .hasMessage(file + ": no such file; 'snapfleet init' writes a first one");
  }

  @Test
  void aFileThatIsNotTextIsNamed() throws IOException {
    Path file = directory.resolve("fleet.yaml");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> Recipes.fleetFile().read(file))
        .isInstanceOf(InvalidFleetFileException.class)
        .hasMessage(file + ": is not UTF-8 text");
  }

  @Test
  void eachWrongOptionOfAProviderIsNamedAtItsOwnPlace() {
    ProviderCheck check =
        options -> {
          throw new WrongOptions(List.of("size a is no size", "range b: not size c"));
        };
    FleetFile files =
        new FleetFile(
            Map.of("local", check), application -> new RecipeCheck.Verdict(Map.of(), List.of()));
    String text = LEAST.replace("{name: local}", "{name: local, range: b, size: a}");

    assertThatThrownBy(() -> files.read(text, "fleet.yaml", directory))
        .isInstanceOfSatisfying(
            InvalidFleetFileException.class,
            invalid ->
                assertThat(invalid.problems())
                    .extracting(InputProblem::path)
                    .containsExactly("provider.range", "provider.size"));
  }

  private FleetSpec read(String text) {
    return Recipes.fleetFile().read(text, "fleet.yaml", directory);
  }

  private void refused(String source, String problem) {
    String text = LEAST.replace("static}", "static, source: " + source + "}");
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidFleetFileException.class)
        .hasMessageStartingWith("fleet.yaml:3:")
        .hasMessageContaining("application.source." + problem);
  }
}
