package io.snapfleet.local;

import io.snapfleet.provider.json.RecordJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Who uses this home's engine at the moment, of all processes; the dead do not count. */
final class Users {
  private static final JsonMapper JSON = RecordJson.builder().build();

  private final Path directory;
  private final Path self;

  Users(Path directory) {
    this.directory = directory;
    this.self = directory.resolve(Ids.next("user"));
  }

  void enter() {
    try {
      Files.createDirectories(directory);
      new WholeFile(self).write(JSON.writeValueAsBytes(Maker.self()));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** Leaves, and says whether nobody is left. Call it where no other can enter meanwhile. */
  boolean leaveAsLast() {
    try {
      Files.deleteIfExists(self);
      return isEmpty();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  boolean isEmpty() {
    if (!Files.isDirectory(directory)) {
      return true;
    }
    try (Stream<Path> users = Files.list(directory)) {
      return users.filter(user -> !WholeFile.isDraft(user) && alive(user)).findAny().isEmpty();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static boolean alive(Path user) {
    try {
      boolean alive = JSON.readValue(Files.readAllBytes(user), Maker.class).alive();
      if (!alive) {
        Files.deleteIfExists(user);
      }
      return alive;
    } catch (IOException gone) {
      return false;
    }
  }
}
