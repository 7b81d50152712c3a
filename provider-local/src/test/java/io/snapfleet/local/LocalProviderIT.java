package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Compute;
import io.snapfleet.provider.api.Demand;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageFiles;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeRequest;
import io.snapfleet.provider.api.VolumeSnapshot;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local provider on the real podman, btrfs and nftables of this computer. */
class LocalProviderIT {
  private static final Tags FLEET = LocalScene.FLEET;

  @TempDir private static Path directory;
  private static LocalTestHome home;
  private static SshKeys keys;

  private LocalScene scene;
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
    scene = new LocalScene(home.open(), keys);
    provider = scene.provider();
    compute = provider.compute();
    network = scene.network();
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
    Machine web = scene.create("web-1", "web", scene.base());

    assertThat(scene.ssh(web, "hostname; cat /etc/machine-id; ls /etc/ssh/*key"))
        .startsWith("web-1\n")
        .containsPattern("\n[0-9a-f]{32}\n")
        .endsWith("/etc/ssh/ssh_host_ed25519_key\n");
    assertThat(scene.ssh(web, "cat /root/.ssh/authorized_keys"))
        .isEqualTo(Files.readString(directory.resolve("login.pub")));
    assertThat(scene.ssh(web, "systemctl is-system-running --wait")).isEqualTo("running\n");
  }

  @Test
  void machines_reach_the_mirror_and_each_other_without_a_firewall() throws IOException {
    Machine web = scene.create("web-1", "web", scene.base());
    Machine database = scene.create("db-1", "database", scene.base());

    assertThat(scene.ssh(web, "curl -sI " + home.settings().mirror() + "/ | head -1"))
        .contains("200");
    assertThat(scene.reaches(web, database, 22)).isTrue();
  }

  @Test
  void a_firewall_lets_only_named_tiers_through_and_holds_for_later_machines() throws IOException {
    Machine web = scene.create("web-1", "web", scene.base());
    provider
        .firewalls()
        .apply(
            new FirewallRules(
                "blog",
                FLEET,
                network.id(),
                List.of(new FirewallRules.Allow("web", "database", 22))));
    Machine database = scene.create("db-1", "database", scene.base());

    assertThat(scene.reaches(web, database, 22)).isTrue();
    assertThat(scene.reaches(database, web, 22)).isFalse();
    assertThat(scene.ssh(web, "ping -c1 -W1 " + database.address() + " || echo refused"))
        .contains("refused");
    provider.firewalls().apply(new FirewallRules("blog", FLEET, network.id(), List.of()));
    assertThat(scene.reaches(web, database, 22)).isFalse();
    provider.firewalls().firewalls(FLEET).forEach(f -> provider.firewalls().delete(f.id()));
    assertThat(scene.reaches(database, web, 22)).isTrue();
  }

  @Test
  void a_firewall_knows_each_of_the_machines_that_are_made_at_once() throws Exception {
    var allow = new FirewallRules.Allow("web", "database", 22);
    provider.firewalls().apply(new FirewallRules("blog", FLEET, network.id(), List.of(allow)));
    Machine database = scene.create("db-1", "database", scene.base());
    Image base = scene.base();
    List<Callable<Machine>> launches =
        List.of(
            () -> scene.create("web-1", "web", base),
            () -> scene.create("web-2", "web", base),
            () -> scene.create("web-3", "web", base),
            () -> scene.create("web-4", "web", base));

    try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Machine> web : many.invokeAll(launches)) {
        assertThat(scene.reaches(web.get(), database, 22)).isTrue();
        assertThat(scene.reaches(database, web.get(), 22)).isFalse();
      }
    }
  }

  @Test
  void behind_a_closed_firewall_a_machine_reaches_nobody_outside_and_is_reached()
      throws IOException {
    Machine web = scene.create("web-1", "web", scene.base());
    String outside = "curl -sI -m 5 " + home.settings().mirror() + "/ | head -1";
    assertThat(scene.ssh(web, outside)).contains("200");

    provider
        .firewalls()
        .apply(
            new FirewallRules(
                "blog", FLEET, network.id(), List.of(), FirewallRules.Outside.CLOSED));

    assertThat(scene.ssh(web, outside)).isEmpty();
    String gateway = scene.ssh(web, "ip route show default | cut -d' ' -f3").strip();
    try (ServerSocket mail = new ServerSocket(0)) {
      String greet = "timeout 2 bash -c '</dev/tcp/%s/%d' && echo reached || echo refused";
      assertThat(scene.ssh(web, greet.formatted(gateway, mail.getLocalPort()))).contains("refused");
      provider.firewalls().apply(new FirewallRules("blog", FLEET, network.id(), List.of()));
      assertThat(scene.ssh(web, greet.formatted(gateway, mail.getLocalPort()))).contains("reached");
    }
    assertThat(scene.ssh(web, outside)).contains("200");
  }

  @Test
  void this_computer_is_examined_for_new_machines_as_long_as_none_runs() {
    Demand demand = new Demand(List.of("small"), 0, List.of());
    assertThat(problems(demand)).containsExactly("no runtime");
    assertThat(problems(new Demand(List.of(), 0, List.of()))).isEmpty();
    scene.create("web-1", "web", scene.base());
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
    Machine web = scene.create("web-1", "web", scene.base());
    Tags shop = Tags.ofFleet("shop");
    Network other = provider.networks().create("shop", shop);
    Machine stranger = compute.create(scene.request("shop-1", shop, scene.base(), other));

    assertThat(scene.reaches(stranger, web, 22)).isFalse();
    assertThat(scene.reaches(web, stranger, 22)).isFalse();
  }

  @Test
  void an_image_is_cleaned_while_its_machine_stays_as_it_is() throws IOException {
    Machine web = scene.create("web-1", "web", scene.base());
    scene.ssh(web, "mkdir -p /srv/old; touch /srv/old/a /srv/page /etc/secret-1 /etc/secret-2");
    scene.ssh(web, "ln -s / /srv/escape");

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
    assertThat(scene.ssh(web, "ls /etc/secret-* /srv/old/a"))
        .contains("/etc/secret-1", "/srv/old/a");
    assertThat(image.state()).isEqualTo(Image.State.AVAILABLE);
    assertThat(image.sizeBytes()).isGreaterThan(scene.base().sizeBytes()).isGreaterThan(50_000_000);
    assertThat(compute.capture(new CaptureRequest(web.id(), "web-image", FLEET, List.of())))
        .isEqualTo(image);
    compute.deleteImage(image.id());
    assertThat(compute.image(image.id())).isEmpty();
  }

  @Test
  void a_machine_from_an_image_has_the_files_but_an_identity_of_its_own() throws IOException {
    Machine first = scene.create("web-1", "web", scene.base());
    scene.ssh(first, "echo hello > /srv/page");
    Image image = compute.capture(new CaptureRequest(first.id(), "web-copy", FLEET, List.of()));

    Machine second = scene.create("web-2", "web", image);

    assertThat(scene.ssh(second, "hostname; cat /srv/page")).isEqualTo("web-2\nhello\n");
    assertThat(scene.ssh(second, "cat /etc/machine-id"))
        .isNotEqualTo(scene.ssh(first, "cat /etc/machine-id"));
    assertThat(scene.ssh(second, "cat /etc/ssh/ssh_host_ed25519_key.pub").strip())
        .isEqualTo(keys.hostKey("web-2"));
    compute.deleteImage(image.id());
    assertThat(scene.ssh(second, "cat /srv/page")).isEqualTo("hello\n");
  }

  @Test
  void a_volume_outlives_its_machine_and_comes_back_from_a_snapshot() throws IOException {
    Volume volume =
        provider.blockStorage().create(new VolumeRequest("data", FLEET, 1L << 30, null));
    Machine database = scene.create("db-1", "database", scene.base(), volume, "/var/lib/data");
    scene.ssh(database, "echo one > /var/lib/data/row && sync");
    assertThatThrownBy(() -> provider.blockStorage().delete(volume.id()))
        .isInstanceOf(ProviderException.Conflict.class)
        .hasMessageContaining("db-1");
    VolumeSnapshot snapshot = provider.blockStorage().snapshot(volume.id(), "data-1", FLEET);
    scene.ssh(database, "echo two > /var/lib/data/row");
    compute.delete(database.id());

    Machine again = scene.create("db-2", "database", scene.base(), volume, "/var/lib/data");
    Volume old =
        provider
            .blockStorage()
            .create(new VolumeRequest("data-old", FLEET, 1L << 30, snapshot.id()));
    Machine past = scene.create("db-3", "database", scene.base(), old, "/var/lib/data");

    assertThat(scene.ssh(again, "cat /var/lib/data/row")).isEqualTo("two\n");
    assertThat(scene.ssh(past, "cat /var/lib/data/row")).isEqualTo("one\n");
  }

  @Test
  void creating_twice_gives_one_machine_and_another_fleets_name_is_refused() {
    Machine first = scene.create("web-1", "web", scene.base());

    assertThat(scene.create("web-1", "web", scene.base()).id()).isEqualTo(first.id());
    assertThat(compute.machines(FLEET)).hasSize(1);
    MachineRequest foreign = scene.request("web-1", Tags.ofFleet("shop"), scene.base(), network);
    assertThatThrownBy(() -> compute.create(foreign))
        .isInstanceOf(ProviderException.Conflict.class)
        .hasMessageContaining("web-1")
        .hasMessageContaining("blog");
  }

  @Test
  void a_port_is_published_and_one_in_use_is_refused_leaving_nothing() throws IOException {
    Machine web = scene.publish("web-1", 0);
    int port = web.published().getFirst().hostPort();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(scan(port)).contains(keys.hostKey("web-1").split(" ")[1]));

    try (ServerSocket taken = new ServerSocket(0)) {
      int busy = taken.getLocalPort();
      assertThatThrownBy(() -> scene.publish("web-2", busy))
          .isInstanceOf(ProviderException.Conflict.class)
          .hasMessageContaining(Integer.toString(busy));
    }
    assertThatThrownBy(() -> scene.publish("web-3", port))
        .isInstanceOf(ProviderException.Conflict.class);
    assertThat(compute.machines(FLEET)).containsExactly(web);
  }

  @Test
  void a_second_process_of_the_home_sees_the_machines_after_the_first_closed() {
    Machine web = scene.create("web-1", "web", scene.base());
    provider.close();

    try (LocalProvider second = home.open()) {
      assertThat(second.compute().machine(web.id())).contains(web);
    }
    assertThat(provider.compute().machine(web.id())).contains(web);
  }

  private static String scan(int port) {
    return new Commands().run("ssh-keyscan", "-p", Integer.toString(port), "127.0.0.1").output();
  }
}
