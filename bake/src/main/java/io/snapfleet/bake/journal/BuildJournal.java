package io.snapfleet.bake.journal;

import io.snapfleet.bake.run.BuildException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which builds make things outside of their process, written down before they do, in a directory
 * for its owner alone: {@code ID.json} is the record, {@code ID.lock} is locked as long as its
 * process lives, and other files that begin with the id belong to it. Thread-safe; several
 * processes may share it.
 */
public final class BuildJournal implements AutoCloseable {
  static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
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
  public void begin(BuildRecord build) {
    work(
        () -> {
          if (!hold(build.id())) {
            throw new IOException("another process has a build " + build.id());
          }
          file(build.id()).write(build);
          return build;
        });
  }

  /** Writes down what has become of a build. */
  public void change(BuildRecord build) {
    work(
        () -> {
          file(build.id()).write(build);
          return build;
        });
  }

  /** Forgets a build of which nothing is left. */
  public void end(String id) {
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
   * The builds whose process has ended without ending them, but for those whose things are still
   * wanted. They are this process's from then on, until it ends them or lets go of them.
   *
   * @param unreadable told of each file that is no record
   */
  List<BuildRecord> takeAbandoned(Instant now, Consumer<String> unreadable) {
    return work(
        () -> {
          List<BuildRecord> abandoned = new ArrayList<>();
          for (String id : recorded()) {
            try {
              take(id, now).ifPresent(abandoned::add);
            } catch (IOException broken) {
              unreadable.accept(String.valueOf(broken.getMessage()));
            }
          }
          return abandoned;
        });
  }

  private List<String> recorded() throws IOException {
    if (Files.notExists(directory.get())) {
      return List.of();
    }
    return files("").stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(RecordFile.ENDING))
        .map(name -> name.substring(0, name.length() - RecordFile.ENDING.length()))
        .toList();
  }

  /** Lets go of a build that is not ended. */
  public void letGo(String id) {
    work(
        () -> {
          release(id);
          return id;
        });
  }

  /** A new file that belongs to a build, for its owner alone. */
  public Path attach(String id, String ending, String text) {
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
    Optional<BuildRecord> abandoned = Optional.empty();
    try {
      Optional<BuildRecord> found = file(id).find();
      if (found.isEmpty()) {
        // Whoever had it has ended it meanwhile.
        Files.deleteIfExists(made().resolve(id + ".lock"));
      }
      abandoned = found.filter(build -> !build.isWanted(now));
    } finally {
      if (abandoned.isEmpty()) {
        release(id);
      }
    }
    return abandoned;
  }

  private RecordFile file(String id) throws IOException {
    return new RecordFile(made().resolve(id + RecordFile.ENDING));
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
