package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.fleet.backup.HomeDatastores;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Backup.PartName;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.remote.secret.Secret;
import io.snapfleet.vault.store.S3Endpoint;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet whose vault is in S3, at an endpoint on this computer. */
class S3DatastoreTest {
  private static final Map<String, String> KEYS =
      Map.of(
          "AWS_ACCESS_KEY_ID", S3Endpoint.CREDENTIALS.accessKey(),
          "AWS_SECRET_ACCESS_KEY", S3Endpoint.CREDENTIALS.secretKey());

  @TempDir private Path directory;
  private S3Endpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    endpoint = S3Endpoint.start();
  }

  @AfterEach
  void stop() throws Exception {
    endpoint.close();
  }

  @Test
  void whatWasBackedUpIsRestoredFromThere() {
    Home home = home(KEYS);
    try (Controller controller = Controller.on(home)) {
      Census census = new Census(home, controller);
      up(controller);
      controller.write("before");
      Backups backups = controller.engine().backups();
      Backup backup =
          backups.create(Controller.FLEET, BackupPeriod.MANUAL, ProgressListener.SILENT);
      controller.write("after");

      backups.restore(Controller.FLEET, backup, Set.of(PartName.DATABASE), ProgressListener.SILENT);

      assertThat(census.rows()).contains("before").doesNotContain("after");
      assertThat(endpoint.objects().blobExists("vaults", "blog/config")).isTrue();
    }
  }

  @Test
  void aDatastoreThatRefusesItsKeysStopsUpBeforeAnythingIsMade() {
    Home home = home(Map.of("AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "wrong"));
    try (Controller controller = Controller.on(home)) {
      assertThatThrownBy(() -> up(controller))
          .isInstanceOfSatisfying(
              OperationException.class,
              refused -> assertThat(refused.fix()).contains("rights or keys"));

      assertThat(home.provider().compute().machines(Tags.ofFleet(Controller.FLEET))).isEmpty();
    }
  }

  @Test
  void whatIsWrongAtTheProviderAndWithTheDatastoreIsToldTogether() {
    Home home = home(Map.of("AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "wrong"));
    home.provider().networks().create("blog-net", Tags.ofFleet("shop"));
    try (Controller controller = Controller.on(home)) {
      assertThatThrownBy(() -> up(controller))
          .isInstanceOfSatisfying(
              OperationException.class,
              refused -> {
                assertThat(refused.kind()).isEqualTo(OperationException.Kind.PROVIDER_REFUSED);
                assertThat(refused.where()).contains("the datastore of fleet blog");
                assertThat(refused.fix()).contains("rights or keys");
              })
          .hasMessageContaining("blog-net belongs to");
    }
  }

  @Test
  void keysThatAreKeptGoBeforeThoseOfTheEnvironment() {
    Home home = home(Map.of());
    try (Controller controller = Controller.on(home)) {
      controller.up(1);
      for (Map.Entry<String, String> key :
          List.of(
              Map.entry("datastore-access-key-id", S3Endpoint.CREDENTIALS.accessKey()),
              Map.entry("datastore-secret-access-key", S3Endpoint.CREDENTIALS.secretKey()))) {
        controller
            .engine()
            .backups()
            .setDatastoreKey(Controller.FLEET, key.getKey(), new Secret(key.getValue()));
      }
      up(controller);

      Backup backup =
          controller
              .engine()
              .backups()
              .create(Controller.FLEET, BackupPeriod.MANUAL, ProgressListener.SILENT);

      assertThat(backup.isGood()).isTrue();
      assertThat(endpoint.objects().blobExists("vaults", "blog/config")).isTrue();
    }
  }

  private Home home(Map<String, String> environment) {
    Home home = new Home(directory);
    return home.with(new HomeDatastores(directory, environment, Clock.systemUTC()));
  }

  private void up(Controller controller) {
    FleetSpec spec = Controller.spec(1);
    BackupSpec usual = spec.backup();
    BackupSpec inS3 =
        new BackupSpec(
            endpoint.location("vaults", "blog").toString(),
            usual.assets(),
            usual.freshness(),
            usual.keep(),
            usual.schedule());
    controller.up(
        DeployRequest.deploy(
            new FleetSpec(
                spec.fleet(),
                spec.provider(),
                spec.application(),
                spec.site(),
                spec.tiers(),
                spec.deadlines(),
                inS3),
            null));
  }
}
