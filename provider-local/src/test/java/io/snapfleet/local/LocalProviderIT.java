package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Compute;
import io.snapfleet.provider.api.Demand;
import io.snapfleet.provider.api.Firewall;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageFiles;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.PublishedPort;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeMount;
import io.snapfleet.provider.api.VolumeRequest;
import io.snapfleet.provider.api.VolumeSnapshot;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local provider on the real podman, btrfs and nftables of this computer. */
class LocalProviderIT {
  private static final Tags FLEET = Tags.ofFleet("blog");

  @TempDir private static Path directory;
  private static LocalTestHome home;
  private static SshKeys keys;

  private LocalProvider provider;
  private Compute compute;
  private Network network;

  @BeforeAll
  static void makeHome() {
    home = new LocalTestHome(directory.resolve("home"), "auto");
    keys = new SshKeys(directory);
  }

  @BeforeEach
  void open() {
    provider = home.open();
    compute = provider.compute();
    network = provider.networks().create("blog", FLEET);
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
  void a_machine_answers_over_ssh_with_the_identity_it_was_given() throws IOException {
    Machine web = create("web-1", "web", base());

    assertThat(ssh(web, "hostname; cat /etc/machine-id; ls /etc/ssh/*key"))
        .startsWith("web-1\n")
        .containsPattern("\n[0-9a-f]{32}\n")
        .endsWith("/etc/ssh/ssh_host_ed25519_key\n");
    assertThat(ssh(web, "cat /root/.ssh/authorized_keys"))
        .isEqualTo(Files.readString(directory.resolve("login.pub")));
    assertThat(ssh(web, "systemctl is-system-running --wait")).isEqualTo("running\n");
  }

  @Test
  void machines_reach_the_mirror_and_each_other_without_a_firewall() throws IOException {
    Machine web = create("web-1", "web", base());
    Machine database = create("db-1", "database", base());

    assertThat(ssh(web, "curl -sI " + home.settings().mirror() + "/ | head -1")).contains("200");
    assertThat(reaches(web, database, 22)).isTrue();
  }

  @Test
  void a_firewall_lets_only_named_tiers_through_and_holds_for_later_machines() throws IOException {
    Machine web = create("web-1", "web", base());
    provider
        .firewalls()
        .apply(
            new FirewallRules(
                "blog",
                FLEET,
                network.id(),
                List.of(new FirewallRules.Allow("web", "database", 22))));
    Machine database = create("db-1", "database", base());

    assertThat(reaches(web, database, 22)).isTrue();
    assertThat(reaches(database, web, 22)).isFalse();
    assertThat(ssh(web, "ping -c1 -W1 " + database.address() + " || echo refused"))
        .contains("refused");
    provider.firewalls().apply(new FirewallRules("blog", FLEET, network.id(), List.of()));
    assertThat(reaches(web, database, 22)).isFalse();
    provider.firewalls().firewalls(FLEET).forEach(f -> provider.firewalls().delete(f.id()));
    assertThat(reaches(database, web, 22)).isTrue();
  }

  @Test
  void behind_a_closed_firewall_a_machine_reaches_nobody_outside_and_is_reached()
      throws IOException {
    Machine web = create("web-1", "web", base());
    String outside = "curl -sI -m 5 " + home.settings().mirror() + "/ | head -1";
    assertThat(ssh(web, outside)).contains("200");

    provider
        .firewalls()
        .apply(
            new FirewallRules(
                "blog", FLEET, network.id(), List.of(), FirewallRules.Outside.CLOSED));

    assertThat(ssh(web, outside)).isEmpty();
    String gateway = ssh(web, "ip route show default | cut -d' ' -f3").strip();
    try (ServerSocket mail = new ServerSocket(0)) {
      String greet = "timeout 2 bash -c '</dev/tcp/%s/%d' && echo reached || echo refused";
      assertThat(ssh(web, greet.formatted(gateway, mail.getLocalPort()))).contains("refused");
      provider.firewalls().apply(new FirewallRules("blog", FLEET, network.id(), List.of()));
      assertThat(ssh(web, greet.formatted(gateway, mail.getLocalPort()))).contains("reached");
    }
    assertThat(ssh(web, outside)).contains("200");
  }

  @Test
  void this_computer_is_examined_for_new_machines_as_long_as_none_runs() {
    Demand demand = new Demand(List.of("small"), 0, List.of());
    assertThat(problems(demand)).containsExactly("no runtime");
    assertThat(problems(new Demand(List.of(), 0, List.of()))).isEmpty();
    create("web-1", "web", base());
    assertThat(problems(demand)).isEmpty();
  }

  private static List<String> problems(Demand demand) {
    LocalEngine engine = home.openEngine();
    try {
      var sick = List.of(Finding.problem("runtime", "no runtime", "install one"));
      Forwards forwards = new Forwards(Path.of("/proc"), new Commands());
      return new Preflight(engine, () -> sick, forwards)
          .check(demand).stream().map(Problem::what).toList();
    } finally {
      engine.close();
    }
  }

  @Test
  void machines_of_two_networks_do_not_reach_each_other() throws IOException {
    Machine web = create("web-1", "web", base());
    Tags shop = Tags.ofFleet("shop");
    Network other = provider.networks().create("shop", shop);
    Machine stranger = compute.create(request("shop-1", shop, base(), other));

    assertThat(reaches(stranger, web, 22)).isFalse();
    assertThat(reaches(web, stranger, 22)).isFalse();
  }

  @Test
  void an_image_is_cleaned_while_its_machine_stays_as_it_is() throws IOException {
    Machine web = create("web-1", "web", base());
    ssh(web, "mkdir -p /srv/old; touch /srv/old/a /srv/page /etc/secret-1 /etc/secret-2");
    ssh(web, "ln -s / /srv/escape");

    Image image =
        compute.capture(
            new CaptureRequest(
                web.id(),
                "web-image",
                FLEET,
                List.of("/srv/old/", "/etc/secret-*", "/srv/escape/etc/hostname", "/no/such")));

    try (ImageFiles files = compute.openImage(image.id())) {
      Path root = files.root();
      assertThat(root.resolve("srv/page")).exists();
      assertThat(root.resolve("srv/old")).isEmptyDirectory();
      assertThat(root.resolve("etc/secret-1")).doesNotExist();
      assertThat(root.resolve("etc/hostname")).doesNotExist();
      assertThatThrownBy(() -> Files.createFile(root.resolve("new")))
          .hasMessageContaining("Read-only");
    }
    assertThat(Path.of("/etc/hostname")).exists();
    assertThat(ssh(web, "ls /etc/secret-* /srv/old/a")).contains("/etc/secret-1", "/srv/old/a");
    assertThat(image.state()).isEqualTo(Image.State.AVAILABLE);
    assertThat(image.sizeBytes()).isGreaterThan(base().sizeBytes()).isGreaterThan(50_000_000);
    assertThat(compute.capture(new CaptureRequest(web.id(), "web-image", FLEET, List.of())))
        .isEqualTo(image);
    compute.deleteImage(image.id());
    assertThat(compute.image(image.id())).isEmpty();
  }

  @Test
  void a_machine_from_an_image_has_the_files_but_an_identity_of_its_own() throws IOException {
    Machine first = create("web-1", "web", base());
    ssh(first, "echo hello > /srv/page");
    Image image = compute.capture(new CaptureRequest(first.id(), "web-copy", FLEET, List.of()));

    Machine second = create("web-2", "web", image);

    assertThat(ssh(second, "hostname; cat /srv/page")).isEqualTo("web-2\nhello\n");
    assertThat(ssh(second, "cat /etc/machine-id")).isNotEqualTo(ssh(first, "cat /etc/machine-id"));
    assertThat(ssh(second, "cat /etc/ssh/ssh_host_ed25519_key.pub").strip())
        .isEqualTo(keys.hostKey("web-2"));
    compute.deleteImage(image.id());
    assertThat(ssh(second, "cat /srv/page")).isEqualTo("hello\n");
  }

  @Test
  void a_volume_outlives_its_machine_and_comes_back_from_a_snapshot() throws IOException {
    Volume volume =
        provider.blockStorage().create(new VolumeRequest("data", FLEET, 1L << 30, null));
    Machine database = create("db-1", "database", base(), volume, "/var/lib/data");
    ssh(database, "echo one > /var/lib/data/row && sync");
    assertThatThrownBy(() -> provider.blockStorage().delete(volume.id()))
        .isInstanceOf(ProviderException.Conflict.class)
        .hasMessageContaining("db-1");
    VolumeSnapshot snapshot = provider.blockStorage().snapshot(volume.id(), "data-1", FLEET);
    ssh(database, "echo two > /var/lib/data/row");
    compute.delete(database.id());

    Machine again = create("db-2", "database", base(), volume, "/var/lib/data");
    Volume old =
        provider
            .blockStorage()
            .create(new VolumeRequest("data-old", FLEET, 1L << 30, snapshot.id()));
    Machine past = create("db-3", "database", base(), old, "/var/lib/data");

    assertThat(ssh(again, "cat /var/lib/data/row")).isEqualTo("two\n");
    assertThat(ssh(past, "cat /var/lib/data/row")).isEqualTo("one\n");
  }

  @Test
  void creating_twice_gives_one_machine_and_another_fleets_name_is_refused() {
    Machine first = create("web-1", "web", base());

    assertThat(create("web-1", "web", base()).id()).isEqualTo(first.id());
    assertThat(compute.machines(FLEET)).hasSize(1);
    MachineRequest foreign = request("web-1", Tags.ofFleet("shop"), base(), network);
    assertThatThrownBy(() -> compute.create(foreign))
        .isInstanceOf(ProviderException.Conflict.class)
        .hasMessageContaining("web-1")
        .hasMessageContaining("blog");
  }

  @Test
  void a_port_is_published_and_one_in_use_is_refused_leaving_nothing() throws IOException {
    Machine web = publish("web-1", 0);
    int port = web.published().getFirst().hostPort();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(scan(port)).contains(keys.hostKey("web-1").split(" ")[1]));

    try (ServerSocket taken = new ServerSocket(0)) {
      int busy = taken.getLocalPort();
      assertThatThrownBy(() -> publish("web-2", busy))
          .isInstanceOf(ProviderException.Conflict.class)
          .hasMessageContaining(Integer.toString(busy));
    }
    assertThatThrownBy(() -> publish("web-3", port)).isInstanceOf(ProviderException.Conflict.class);
    assertThat(compute.machines(FLEET)).containsExactly(web);
  }

  @Test
  void a_second_process_of_the_home_sees_the_machines_after_the_first_closed() {
    Machine web = create("web-1", "web", base());
    provider.close();

    try (LocalProvider second = home.open()) {
      assertThat(second.compute().machine(web.id())).contains(web);
    }
    assertThat(provider.compute().machine(web.id())).contains(web);
  }

  @Test
  void a_half_made_machine_is_listed_as_failed_and_can_be_deleted() {
    Machine whole = create("web-1", "web", base());
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
        compute.machines(FLEET).stream()
            .filter(machine -> machine.name().equals("web-2"))
            .findFirst()
            .orElseThrow();

    assertThat(half.state()).isEqualTo(Machine.State.FAILED);
    compute.delete(half.id());
    compute.delete(half.id());
    assertThat(compute.machines(FLEET)).containsExactly(whole);
  }

  private static String scan(int port) {
    return new Commands().run("ssh-keyscan", "-p", Integer.toString(port), "127.0.0.1").output();
  }

  private Image base() {
    return compute.baseImage(line -> {});
  }

  @Test
  void a_network_whose_deletion_was_cut_off_is_not_complete_and_is_made_again() {
    LocalEngine killed = home.openEngine();
    NetworkRecord record = killed.catalogue.networks.find(network.id().value()).orElseThrow();
    killed.catalogue.networks.write(record.id(), record.going());
    killed.podman().removeNetwork(record.id());
    killed.close();

    assertThat(provider.networks().networks(FLEET))
        .singleElement()
        .returns(false, Network::complete);
    assertThatThrownBy(() -> create("web-1", "web", base()))
        .isInstanceOf(ProviderException.NotFound.class);
    assertThat(provider.networks().create("blog", FLEET)).isEqualTo(network);
    assertThat(create("web-1", "web", base()).state()).isEqualTo(Machine.State.RUNNING);
  }

  @Test
  void a_firewall_that_was_cut_off_before_it_held_is_not_complete_and_holds_when_applied_again()
      throws IOException {
    Machine web = create("web-1", "web", base());
    Machine database = create("db-1", "database", base());
    FirewallRules rules = new FirewallRules("blog", FLEET, network.id(), List.of());
    LocalEngine killed = home.openEngine();
    killed.catalogue.firewalls.write("f-1", new FirewallRecord("f-1", rules, Maker.self()));
    killed.close();

    assertThat(provider.firewalls().firewalls(FLEET))
        .singleElement()
        .returns(false, Firewall::complete);
    assertThat(reaches(web, database, 22)).isTrue();
    assertThat(provider.firewalls().apply(rules).complete()).isTrue();
    assertThat(reaches(web, database, 22)).isFalse();
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

  private Machine create(String name, String tier, Image image) {
    return compute.create(request(name, FLEET.with(Tags.TIER, tier), image, network));
  }

  private Machine create(String name, String tier, Image image, Volume volume, String at) {
    return compute.create(
        new MachineRequest(
            name,
            FLEET.with(Tags.TIER, tier),
            image.id(),
            "small",
            network.id(),
            keys.identity(name),
            List.of(new VolumeMount(volume.id(), at)),
            List.of()));
  }

  private Machine publish(String name, int port) {
    return compute.create(
        new MachineRequest(
            name,
            FLEET,
            base().id(),
            "small",
            network.id(),
            keys.identity(name),
            List.of(),
            List.of(new PublishedPort("127.0.0.1", port, 22))));
  }

  private MachineRequest request(String name, Tags tags, Image image, Network in) {
    return new MachineRequest(
        name, tags, image.id(), "small", in.id(), keys.identity(name), List.of(), List.of());
  }

  private boolean reaches(Machine from, Machine to, int port) throws IOException {
    String probe = "timeout 2 bash -c 'exec 3<>/dev/tcp/%s/%d' 2>/dev/null && echo yes || echo no";
    return ssh(from, probe.formatted(to.address(), port)).equals("yes\n");
  }

  /** Waits for a machine that is still booting. */
  private String ssh(Machine machine, String command) throws IOException {
    String address = String.valueOf(machine.address());
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> keys.ssh(machine.name(), address, "true").succeeded());
    return keys.ssh(machine.name(), address, command).output();
  }
}
