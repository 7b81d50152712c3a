package io.snapfleet.local;

/** Everything we know of, of one home. */
final class Catalogue {
  final Records<MachineRecord> machines;
  final Records<ImageRecord> images;
  final Records<NetworkRecord> networks;
  final Records<FirewallRecord> firewalls;
  final Records<VolumeRecord> volumes;
  final Records<VolumeSnapshotRecord> volumeSnapshots;

  /** Held while names, addresses and ports are given out. */
  final HomeLock lock;

  Catalogue(HomeLayout layout) {
    machines = new Records<>(layout.records("machines"), MachineRecord.class);
    images = new Records<>(layout.records("images"), ImageRecord.class);
    networks = new Records<>(layout.records("networks"), NetworkRecord.class);
    firewalls = new Records<>(layout.records("firewalls"), FirewallRecord.class);
    volumes = new Records<>(layout.records("volumes"), VolumeRecord.class);
    volumeSnapshots = new Records<>(layout.records("volume-snapshots"), VolumeSnapshotRecord.class);
    lock = new HomeLock(layout.local().resolve("catalogue.lock"));
  }
}
