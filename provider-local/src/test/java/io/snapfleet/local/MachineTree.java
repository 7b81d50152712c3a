package io.snapfleet.local;

import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.VolumeMount;
import io.snapfleet.provider.conformance.Inside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A machine's files, seen from this computer through the pool. */
final class MachineTree implements Inside {
  private final HomeLayout layout;
  private final MachineId machine;

  MachineTree(HomeLayout layout, MachineId machine) {
    this.layout = layout;
    this.machine = machine;
  }

  @Override
  public Optional<String> read(String path) {
    try {
      Path file = locate(path);
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void write(String path, String text) {
    try {
      Path file = locate(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private Path locate(String path) throws IOException {
    MachineRecord record = new Catalogue(layout).machines.find(machine.value()).orElseThrow();
    for (VolumeMount mount : record.volumes()) {
      if (path.startsWith(mount.directory() + "/")) {
        Path volume = layout.pool().resolve("volumes").resolve(mount.volume().value());
        return volume.resolve(path.substring(mount.directory().length() + 1));
      }
    }
    Path root = layout.pool().resolve("machines").resolve(machine.value());
    return new RootFiles(root).locate(path);
  }
}
