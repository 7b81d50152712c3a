package io.snapfleet.bake.machine;

import io.snapfleet.bake.run.BuildException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which builds make things at providers, written down before they do, in a directory for its owner
 * alone: {@code ID.json} is the record, {@code ID.lock} is locked as long as its process lives, and
 * other files that begin with the id belong to it. Thread-safe; several processes may share it.
 */
public final class BuildJournal implements AutoCloseable {
  private static final String RECORD = ".json";
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Supplier<Path> directory;
  private final Map<String, FileChannel> held = new ConcurrentHashMap<>();

  /**
   * @param directory asked for when it is first needed; made where it is missing
   */
  public BuildJournal(Supplier<Path> directory) {
    this.directory = directory;
  }

  /** Writes a new build down. It is this process's until it ends. */
  void begin(BuildRecord build) {
    work(
        () -> {
          if (!hold(build.id())) {
            throw new IOException("another process has a build " + build.id());
          }
          write(build);
          return build;
        });
  }

  /** Writes down what has become of a build. */
  void change(BuildRecord build) {
    work(
        () -> {
          write(build);
          return build;
        });
  }

  /** Forgets a build of which nothing is left. */
  void end(String id) {
    work(
        () -> {
          for (Path file : files(id + ".")) {
            Files.delete(file);
          }
          release(id);
          return id;
        });
  }

  /**
   * The builds whose process has ended without ending them, but for those whose machine is still
   * wanted. They are this process's from then on, until it ends them or lets go of them.
   */
  List<BuildRecord> takeAbandoned(Instant now) {
    return work(
        () -> {
          List<BuildRecord> abandoned = new ArrayList<>();
          for (Path file : files("")) {
            String name = file.getFileName().toString();
            if (name.endsWith(RECORD)) {
              take(name.substring(0, name.length() - RECORD.length()), now)
                  .ifPresent(abandoned::add);
            }
          }
          return abandoned;
        });
  }

  /** Lets go of a build that is not ended. */
  void letGo(String id) {
    work(
        () -> {
          release(id);
          return id;
        });
  }

  /** A new file that belongs to a build, for its owner alone. */
  Path attach(String id, String ending, String text) {
    return work(
        () -> {
          Path file = made().resolve(id + ending);
          Files.deleteIfExists(file);
          return Files.writeString(Files.createFile(file, OWNERS_FILE), text);
        });
  }

  /** Lets go of all builds, as the end of the process does. */
  @Override
  public void close() {
    List.copyOf(held.keySet()).forEach(this::letGo);
  }

  private Optional<BuildRecord> take(String id, Instant now) throws IOException {
    if (held.containsKey(id) || !hold(id)) {
      return Optional.empty();
    }
    Path file = made().resolve(id + RECORD);
    // Whoever had it may have ended it meanwhile.
    Optional<BuildRecord> found = Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    if (found.isEmpty()) {
      Files.deleteIfExists(made().resolve(id + ".lock"));
    }
    Optional<BuildRecord> abandoned = found.filter(build -> !build.isWanted(now));
    if (abandoned.isEmpty()) {
      release(id);
    }
    return abandoned;
  }

  private boolean hold(String id) throws IOException {
    Path file = made().resolve(id + ".lock");
    FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNERS_FILE);
    @Nullable FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException ours) {
      // Another journal of this process has it.
    }
    if (lock == null) {
      channel.close();
      return false;
    }
    held.put(id, channel);
    return true;
  }

  private void release(String id) throws IOException {
    FileChannel channel = held.remove(id);
    if (channel != null) {
      channel.close();
    }
  }

  private void write(BuildRecord build) throws IOException {
    ObjectNode text = JsonMapper.shared().createObjectNode();
    text.put("id", build.id()).put("place", build.place()).put("build", build.build());
    text.put("begun", build.begun().toString());
    build.keptUntil().ifPresent(until -> text.put("kept_until", until.toString()));
    Path next = made().resolve(build.id() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            next,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            OWNERS_FILE)) {
      channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    Files.move(next, made().resolve(build.id() + RECORD), StandardCopyOption.ATOMIC_MOVE);
  }

  private static BuildRecord read(Path file) throws IOException {
    try {
      JsonNode text = JsonMapper.shared().readTree(Files.readString(file));
      return new BuildRecord(
          text.required("id").asString(),
          text.required("place").asString(),
          text.required("build").asString(),
          Instant.parse(text.required("begun").asString()),
          text.optional("kept_until").map(until -> Instant.parse(until.asString())));
    } catch (JacksonException | java.time.DateTimeException broken) {
      throw new IOException(file + " is no record of a build", broken);
    }
  }

  private List<Path> files(String beginning) throws IOException {
    try (Stream<Path> files = Files.list(made())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(beginning))
          .sorted()
          .toList();
    }
  }

  private Path made() throws IOException {
    Path made = directory.get();
    if (Files.notExists(made)) {
      Files.createDirectories(made, OWNERS_DIRECTORY);
    }
    return made;
  }

  private interface Work<T> {
    T run() throws IOException;
  }

  private synchronized <T> T work(Work<T> work) {
    try {
      return work.run();
    } catch (IOException refused) {
      throw new BuildException("the journal of builds cannot be kept: " + refused, refused);
    }
  }
}
