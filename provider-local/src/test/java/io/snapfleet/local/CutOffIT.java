package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Things that a process was making or removing when it died. */
class CutOffIT {
  private static final Tags FLEET = LocalScene.FLEET;

  @TempDir private static Path directory;
  private static LocalTestHome home;
  private static SshKeys keys;

  private LocalScene scene;
  private LocalProvider provider;

  @BeforeAll
  static void makeHome() {
    home = new LocalTestHome(directory.resolve("home"), "auto");
    keys = new SshKeys(directory);
  }

  @BeforeEach
  void open() {
    scene = new LocalScene(home.open(), keys);
    provider = scene.provider();
  }

  @AfterEach
  void deleteEverything() {
    home.deleteAllButImages(provider);
    provider.close();
  }

  @AfterAll
  static void nothingIsLeft() throws IOException {
    home.assertNothingIsLeftAfterDeletingAll();
  }

  @Test
  void a_half_made_machine_is_listed_as_failed_and_can_be_deleted() {
    Machine whole = scene.create("web-1", "web", scene.base());
    Catalogue catalogue = new Catalogue(home.layout());
    MachineRecord record = catalogue.machines.find(whole.id().value()).orElseThrow();
    Maker dead = new Maker(record.createdAt().getEpochSecond(), 1);
    catalogue.machines.write(
        "m-dead",
        new MachineRecord(
            "m-dead",
            "web-2",
            record.tags(),
            record.image(),
            record.size(),
            record.network(),
            "198.18.0.99",
            List.of(),
            List.of(),
            record.createdAt(),
            dead));

    Machine half =
        provider.compute().machines(FLEET).stream()
            .filter(machine -> machine.name().equals("web-2"))
            .findFirst()
            .orElseThrow();

    assertThat(half.state()).isEqualTo(Machine.State.FAILED);
    provider.compute().delete(half.id());
    provider.compute().delete(half.id());
    assertThat(provider.compute().machines(FLEET)).containsExactly(whole);
  }

  @Test
  void a_network_whose_deletion_was_cut_off_is_not_complete_and_is_made_again() {
    LocalEngine killed = home.openEngine();
    NetworkRecord record =
        killed.catalogue.networks.find(scene.network().id().value()).orElseThrow();
    killed.catalogue.networks.write(record.id(), record.going());
    killed.podman().removeNetwork(record.id());
    killed.close();

    assertThat(provider.networks().networks(FLEET))
        .singleElement()
        .returns(false, Network::complete);
    assertThatThrownBy(() -> scene.create("web-1", "web", scene.base()))
        .isInstanceOf(ProviderException.NotFound.class);
    assertThat(provider.networks().create("blog", FLEET)).isEqualTo(scene.network());
    assertThat(scene.create("web-1", "web", scene.base()).state()).isEqualTo(Machine.State.RUNNING);
  }

  @Test
  void a_firewall_that_was_cut_off_before_it_held_is_not_complete_and_holds_when_applied_again()
      throws IOException {
    Machine web = scene.create("web-1", "web", scene.base());
    Machine database = scene.create("db-1", "database", scene.base());
    FirewallRules rules = new FirewallRules("blog", FLEET, scene.network().id(), List.of());
    LocalEngine killed = home.openEngine();
    killed.catalogue.firewalls.write("f-1", new FirewallRecord("f-1", rules, Maker.self()));
    killed.close();

    assertThat(provider.firewalls().firewalls(FLEET))
        .singleElement()
        .returns(false, Firewall::complete);
    assertThat(scene.reaches(web, database, 22)).isTrue();
    assertThat(provider.firewalls().apply(rules).complete()).isTrue();
    assertThat(scene.reaches(web, database, 22)).isFalse();
  }

  @Test
  void a_volume_whose_deletion_was_cut_off_is_not_complete_and_is_made_anew() {
    VolumeRequest request = new VolumeRequest("data", FLEET, 1L << 30, null);
    Volume volume = provider.blockStorage().create(request);
    LocalEngine killed = home.openEngine();
    VolumeRecord record = killed.catalogue.volumes.find(volume.id().value()).orElseThrow();
    killed.catalogue.volumes.write(record.id(), record.going());
    killed.storage().delete(killed.tree("volumes", record.id()));
    killed.close();

    assertThat(provider.blockStorage().volumes(FLEET))
        .singleElement()
        .returns(false, Volume::complete);
    assertThatThrownBy(() -> provider.blockStorage().snapshot(volume.id(), "copy", FLEET))
        .isInstanceOf(ProviderException.NotFound.class);
    Volume again = provider.blockStorage().create(request);
    assertThat(again.id()).isNotEqualTo(volume.id());
    assertThat(provider.blockStorage().volumes(FLEET)).containsExactly(again);
    assertThat(again.complete()).isTrue();
  }
}
