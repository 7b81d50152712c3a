package io.snapfleet.devcloud.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * All documents, in memory and in a journal on disk. Thread-safe: {@link #transact} runs one caller
 * at a time, and everything else is called from within it.
 *
 * <p>A document that was handed out is never changed; {@link #change} replaces it.
 */
public final class Store implements AutoCloseable {
  private final Map<Kind, Map<String, ObjectNode>> documents = new EnumMap<>(Kind.class);
  private final List<Change> staged = new ArrayList<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final FileChannel lockFile;
  private final Journal journal;
  private boolean closed;

  private Store(Path directory, FileChannel lockFile) throws IOException {
    this.lockFile = lockFile;
    for (Kind kind : Kind.values()) {
      documents.put(kind, new LinkedHashMap<>());
    }
    journal = Journal.open(directory.resolve("journal.jsonl"), this::place);
  }

  /**
   * Goes on from what is in the directory, which is made when it is missing and closed to others.
   *
   * @throws IllegalStateException when another process, or another store, has it open
   */
  public static Store open(Path directory) {
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      FileChannel lockFile =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(lockFile) == null) {
        lockFile.close();
        throw new IllegalStateException("another devcloud is running on " + directory);
      }
      return new Store(directory, lockFile);
    } catch (IOException refused) {
      throw new UncheckedIOException("the directory " + directory + " cannot be used", refused);
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException taken) {
      return null;
    }
  }

  /** Does all of {@code work} or, when it throws, nothing of it. */
  public <T> T transact(Supplier<T> work) {
    turn.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the devcloud is closed");
      }
      T result = work.get();
      commit();
      return result;
    } finally {
      rollBack();
      turn.unlock();
    }
  }

  private void commit() {
    if (!staged.isEmpty()) {
      journal.append(staged);
      staged.clear();
    }
    if (journal.wantsCompaction()) {
      journal.compact(everything());
    }
  }

  private List<Change> everything() {
    List<Change> all = new ArrayList<>();
    documents.forEach(
        (kind, some) ->
            some.forEach((id, document) -> all.add(new Change(kind, id, null, document))));
    return all;
  }

  private void rollBack() {
    for (Change change : staged.reversed()) {
      place(change.undone());
    }
    staged.clear();
  }

  /** In the order they were made. */
  public Collection<ObjectNode> all(Kind kind) {
    return Collections.unmodifiableCollection(of(kind).values());
  }

  public Optional<ObjectNode> find(Kind kind, String id) {
    return Optional.ofNullable(of(kind).get(id));
  }

  public void put(Kind kind, String id, ObjectNode document) {
    apply(new Change(kind, id, of(kind).get(id), document));
  }

  public void remove(Kind kind, String id) {
    apply(new Change(kind, id, of(kind).get(id), null));
  }

  /** Replaces a document by a changed copy, where there is one. */
  public void change(Kind kind, String id, Consumer<ObjectNode> edit) {
    find(kind, id)
        .ifPresent(
            document -> {
              ObjectNode copy = document.deepCopy();
              edit.accept(copy);
              put(kind, id, copy);
            });
  }

  /** The next number of a series; never the same twice. */
  public long next(String series, long first) {
    long number = find(Kind.COUNTER, series).map(it -> it.get("next").longValue()).orElse(first);
    put(Kind.COUNTER, series, JsonMapper.shared().createObjectNode().put("next", number + 1));
    return number;
  }

  private void apply(Change change) {
    place(change);
    staged.add(change);
  }

  private void place(Change change) {
    if (change.after() == null) {
      of(change.kind()).remove(change.id());
    } else {
      of(change.kind()).put(change.id(), change.after());
    }
  }

  private Map<String, ObjectNode> of(Kind kind) {
    return documents.getOrDefault(kind, Map.of());
  }

  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
      journal.close();
      lockFile.close();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    } finally {
      turn.unlock();
    }
  }
}
