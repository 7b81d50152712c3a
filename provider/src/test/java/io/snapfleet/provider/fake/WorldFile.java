package io.snapfleet.provider.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * The world on disk. Each access reads it anew and runs alone, also among other objects on the same
 * directory in this JVM; a change is written whole or not at all. What an access throws undoes it.
 */
final class WorldFile {
  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final ReentrantLock lock;

  WorldFile(Path directory) {
    this.file = directory.toAbsolutePath().normalize().resolve("fake-provider.json");
    this.lock = LOCKS.computeIfAbsent(file, path -> new ReentrantLock());
  }

  <T> T read(Function<World, T> look) {
    return alone(() -> look.apply(load()));
  }

  <T> T change(Function<World, T> act) {
    return alone(
        () -> {
          World world = load();
          T result = act.apply(world);
          save(world);
          return result;
        });
  }

  private <T> T alone(Access<T> access) {
    lock.lock();
    try {
      return access.run();
    } catch (IOException e) {
      throw new UncheckedIOException("the fake's state " + file + " is out of reach", e);
    } finally {
      lock.unlock();
    }
  }

  private World load() throws IOException {
    return Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), World.class) : new World();
  }

  private void save(World world) throws IOException {
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, JSON.writeValueAsBytes(world));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private interface Access<T> {
    T run() throws IOException;
  }
}
