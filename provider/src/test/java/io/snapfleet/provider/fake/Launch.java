package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.BootIdentity;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.VolumeMount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Turns a request into a machine of the world. */
record Launch(World world, MachineRequest request, Instant now) {
  Entry.OfImage image() {
    return World.need(world.images, "image", request.image().value());
  }

  Entry.OfMachine run() {
    Map<String, String> files = new TreeMap<>(image().files());
    request.volumes().forEach(this::refuseUnlessFree);
    identify(files, request.identity());
    return new Entry.OfMachine(machine(), request.network(), request.volumes(), files);
  }

  private Machine machine() {
    String address = Addresses.ofNextMachine(world, request.network());
    return new Machine(
        new MachineId(world.nextId("machine")),
        request.name(),
        request.tags(),
        Machine.State.RUNNING,
        address,
        request.image(),
        request.size(),
        now,
        PublishedPorts.bind(world, request.publish()));
  }

  private void refuseUnlessFree(VolumeMount mount) {
    World.needVolume(world, mount.volume());
    FakeBlockStorage.refuseIfInUse(world, mount.volume());
  }

  /** What a first boot does: the identity replaces whatever the image brought along. */
  private static void identify(Map<String, String> files, BootIdentity identity) {
    files.keySet().removeIf(path -> path.startsWith("/etc/ssh/ssh_host_"));
    files.put("/etc/hostname", identity.hostName() + "\n");
    files.put("/etc/machine-id", UUID.randomUUID().toString().replace("-", "") + "\n");
    files.put("/etc/ssh/ssh_host_ed25519_key", identity.hostKeyPrivate());
    files.put("/etc/ssh/ssh_host_ed25519_key.pub", identity.hostKeyPublic() + "\n");
    files.put("/root/.ssh/authorized_keys", lines(identity.authorizedKeys()));
  }

  private static String lines(List<String> lines) {
    return String.join("", lines.stream().map(line -> line + "\n").toList());
  }
}
