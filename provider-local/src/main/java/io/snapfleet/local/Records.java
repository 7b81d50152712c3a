package io.snapfleet.local;

import io.snapfleet.provider.json.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One kind of thing we know of, a JSON file each, replaced atomically. A record is written before
 * the thing is made and removed after the thing is gone, so that nothing exists unknown.
 */
final class Records<T> {
  private static final JsonMapper JSON = RecordJson.builder().build();

  private final Path directory;
  private final Class<T> type;

  Records(Path directory, Class<T> type) {
    this.directory = directory;
    this.type = type;
  }

  List<T> all() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(this::read)
          .filter(Objects::nonNull)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Optional<T> first(Predicate<T> condition) {
    return all().stream().filter(condition).findFirst();
  }

  Optional<T> find(String id) {
    return isId(id) ? Optional.ofNullable(read(file(id))) : Optional.empty();
  }

  void write(String id, T record) {
    try {
      Files.createDirectories(directory);
      new WholeFile(file(id)).write(JSON.writeValueAsBytes(record));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  void delete(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  boolean isEmpty() {
    return all().isEmpty();
  }

  private Path file(String id) {
    return directory.resolve(id + ".json");
  }

  /** Ids come from callers too: one that is no file name of ours names nothing. */
  private static boolean isId(String id) {
    return id.matches("[a-z0-9-]+");
  }

  private @Nullable T read(Path file) {
    try {
      return JSON.readValue(Files.readAllBytes(file), type);
    } catch (NoSuchFileException gone) {
      return null;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
