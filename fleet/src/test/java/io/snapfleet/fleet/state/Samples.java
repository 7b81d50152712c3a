package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Backup.Part;
import io.snapfleet.fleet.model.Backup.PartName;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.SnapshotSet.VolumeCopy;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Values with every field filled, so that a forgotten column shows. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-11-20T10:15:30.123456789Z");

  private Samples() {}

  static FleetSpec spec(String fleet) {
    return new FleetSpec(
        fleet,
        new ProviderSpec("local", Map.of("memory", "512m")),
        new ApplicationSpec(
            "wordpress",
            Map.of("locale", "de_AT", "quote", "\"ä\\\n:name ?"),
            new ApplicationSpec.SourceSpec("/srv/site.zip", "ab".repeat(32))),
        new SiteSpec("Grüße & <more>", "127.0.0.1", 8080),
        Map.of(
            TierName.DATABASE, new TierSpec(1, "medium", 5L << 30),
            TierName.WEB, new TierSpec(2, "small", 0)),
        new Deadlines(
            Duration.ofSeconds(61),
            Duration.ofMinutes(16),
            Duration.ofMillis(1500),
            Duration.ofNanos(1),
            Duration.ofHours(30),
            Duration.ofMinutes(7)),
        new BackupSpec(
            "/srv/vault",
            false,
            Duration.ofMinutes(90),
            Map.of(BackupPeriod.HOURLY, 3),
            Map.of(BackupPeriod.WEEKLY, "sunday 03:08")));
  }

  static FleetRecord fleet(String name) {
    return new FleetRecord(
        name,
        spec(name),
        FleetRecord.State.CHANGING,
        0,
        "abcd12345678",
        8081,
        Map.of(TierName.WEB, "image-1", TierName.DATABASE, "image-2"),
        NOW);
  }

  static FleetMachine machine(String fleet, String name, MachineState state) {
    return new FleetMachine(
        fleet,
        TierName.WEB,
        name,
        state,
        "provider-" + name,
        "198.18.0.7",
        "10.0.0.7",
        "image-1",
        "abcd12345678",
        "ssh-ed25519 AAAA" + name,
        NOW,
        NOW.minusSeconds(90),
        null,
        BuildMethod.SNAPSHOT,
        "5eed");
  }

  static Operation operation(String id, String fleet) {
    return new Operation(
        id,
        fleet,
        Operation.Kind.REMOVE_SNAPSHOT,
        "web=4",
        fleet(fleet).spec(),
        "set-1",
        Operation.Status.RUNNING,
        NOW,
        null,
        null);
  }

  static Backup backup(String id, String fleet) {
    return new Backup(id, fleet, BackupPeriod.WEEKLY, Backup.State.TAKING, NOW, null, null, null);
  }

  static Drill drill(String id, String fleet) {
    return new Drill(
        id,
        "blog",
        fleet,
        "bbbb00000000",
        NOW.minusSeconds(90),
        Drill.State.RUNNING,
        NOW,
        null,
        null,
        null,
        null);
  }

  static BakedImage bakedImage(String image, ProviderSpec provider) {
    return new BakedImage(
        provider,
        image,
        "web \"ä\"",
        "/srv/templates/web.json",
        "ab".repeat(32),
        "web",
        "digitalocean",
        "debian-12-x64",
        Map.of("size", "small", "title", "it's\n:x ?"),
        List.of("bash=5.2", "nginx=1.22"),
        "1.2",
        NOW);
  }

  static ImageTrial imageTrial(String id, String throwAway) {
    return new ImageTrial(
        id,
        spec("blog").provider(),
        List.of("image-1", "image-2"),
        "wordpress",
        "blog",
        throwAway,
        ImageTrial.State.RUNNING,
        false,
        NOW,
        null,
        null);
  }

  static Backup.Detail detail() {
    return new Backup.Detail(
        "wordpress",
        "1",
        "6.1.1",
        NOW.plusSeconds(2),
        List.of(
            new Part(PartName.WEBROOT, "web-1", 1000, 1L << 40, null),
            new Part(PartName.DATABASE, "database-1", 0, 0, "the dump ended early")),
        12345,
        Map.of("wp_posts", 7L));
  }

  static SnapshotSet snapshotSet(String id, String fleet) {
    TierImage image =
        new TierImage(
            "image-1",
            "web-1",
            "small",
            1L << 40,
            7,
            List.of(new VolumeCopy("copy-1", "/var/lib/mysql")),
            List.of("nginx=1.22", "php=8.2"));
    return new SnapshotSet(
        id,
        fleet,
        SnapshotSet.State.TAKING,
        NOW,
        spec(fleet),
        "1.2",
        Map.of("php", "8.2"),
        "eeee00000000",
        Map.of(TierName.WEB, image));
  }
}
