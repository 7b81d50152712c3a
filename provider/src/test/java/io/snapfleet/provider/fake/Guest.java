package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.VolumeMount;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The inside of a machine of a {@link FakeProvider}: the files of its disk and, at the directories
 * they are mounted at, of its volumes. What is written is there at once, for images and snapshots
 * too. Thread-safe. Throws {@code NotFound} when the machine is gone.
 */
public final class Guest {
  private final WorldFile file;
  private final MachineId id;

  Guest(WorldFile file, MachineId id) {
    this.file = file;
    this.id = id;
  }

  public MachineId id() {
    return id;
  }

  public Optional<String> read(String path) {
    return file.read(world -> Optional.ofNullable(place(world, path).read()));
  }

  /** Writes a text file; directories need not be made. */
  public void write(String path, String text) {
    file.change(world -> place(world, path).write(text));
  }

  /** Replaces a text file, empty where there is none, by what comes of its text; in one step. */
  public void edit(String path, UnaryOperator<String> change) {
    file.change(
        world -> {
          Place place = place(world, path);
          return place.write(change.apply(Objects.requireNonNullElse(place.read(), "")));
        });
  }

  /** Deletes the file, or the directory with all that is in it; nothing there is no error. */
  public void delete(String path) {
    file.change(world -> place(world, path).delete());
  }

  /** All files, those of volumes included, by absolute path; a copy. */
  public Map<String, String> files() {
    return file.read(this::allFiles);
  }

  /** Makes the provider report this state, as after a crash. */
  public void become(Machine.State state) {
    file.change(
        world -> {
          Entry.OfMachine old = entry(world);
          Machine machine = inState(old.machine(), state);
          return world.machines.put(
              id.value(), new Entry.OfMachine(machine, old.network(), old.volumes(), old.files()));
        });
  }

  static Machine inState(Machine machine, Machine.State state) {
    return new Machine(
        machine.id(),
        machine.name(),
        machine.tags(),
        state,
        machine.address(),
        machine.privateAddress(),
        machine.image(),
        machine.size(),
        machine.createdAt(),
        machine.published());
  }

  private Map<String, String> allFiles(World world) {
    Entry.OfMachine entry = entry(world);
    Map<String, String> all = new TreeMap<>(entry.files());
    for (VolumeMount mount : entry.volumes()) {
      volumeFiles(world, mount).forEach((path, text) -> all.put(mount.directory() + path, text));
    }
    return all;
  }

  private Place place(World world, String path) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("not an absolute path: " + path);
    }
    Entry.OfMachine entry = entry(world);
    return entry.volumes().stream()
        .filter(mount -> path.startsWith(mount.directory() + "/"))
        .max(Comparator.comparingInt(mount -> mount.directory().length()))
        .map(mount -> onVolume(world, mount, path))
        .orElseGet(() -> new Place(entry.files(), path));
  }

  private static Place onVolume(World world, VolumeMount mount, String path) {
    return new Place(volumeFiles(world, mount), path.substring(mount.directory().length()));
  }

  private static Map<String, String> volumeFiles(World world, VolumeMount mount) {
    return World.need(world.volumes, "volume", mount.volume().value()).files();
  }

  private Entry.OfMachine entry(World world) {
    return World.need(world.machines, "machine", id.value());
  }

  /** A path on the disk or the volume that holds it. */
  private record Place(Map<String, String> files, String path) {
    @Nullable String read() {
      return files.get(path);
    }

    boolean write(String text) {
      return !text.equals(files.put(path, text));
    }

    boolean delete() {
      return files.keySet().removeIf(key -> key.equals(path) || key.startsWith(path + "/"));
    }
  }
}
