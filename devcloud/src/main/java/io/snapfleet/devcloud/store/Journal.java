package io.snapfleet.devcloud.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The changes on disk: one line for all changes of a request, so that a kill leaves a request done
 * or not done. A last line without an end was never acknowledged and is dropped. Not thread-safe.
 */
final class Journal implements AutoCloseable {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final long SMALL = 8L << 20;
  private static final int TIMES_ITS_LEAST = 4;

  private final Path file;
  private FileChannel channel;
  private long written;
  private long least;

  private Journal(Path file, FileChannel channel, long size) {
    this.file = file;
    this.channel = channel;
    this.written = size;
    this.least = size;
  }

  /** Opens it, and tells all changes that are in it in their order. */
  static Journal open(Path file, Consumer<Change> replay) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    byte[] content = Files.readAllBytes(file);
    int start = 0;
    for (int at = 0; at < content.length; at++) {
      if (content[at] == '\n') {
        replayLine(file, content, start, at, replay);
        start = at + 1;
      }
    }
    channel.truncate(start).position(start);
    return new Journal(file, channel, start);
  }

  private static void replayLine(
      Path file, byte[] content, int from, int to, Consumer<Change> replay) throws IOException {
    try {
      for (JsonNode entry : MAPPER.readTree(content, from, to - from)) {
        replay.accept(change(entry));
      }
    } catch (JacksonException | IllegalArgumentException broken) {
      throw new IOException("the journal %s is damaged at byte %d".formatted(file, from), broken);
    }
  }

  private static Change change(JsonNode entry) {
    @Nullable ObjectNode after = entry.get("document") instanceof ObjectNode node ? node : null;
    return new Change(
        Kind.of(entry.required("kind").stringValue()),
        entry.required("id").stringValue(),
        null,
        after);
  }

  void append(List<Change> changes) {
    ArrayNode line = MAPPER.createArrayNode();
    changes.forEach(change -> line.add(entry(change)));
    try {
      written += write(channel, line);
    } catch (IOException refused) {
      throw new UncheckedIOException("the journal " + file + " cannot be written", refused);
    }
  }

  boolean wantsCompaction() {
    return written > SMALL && written > TIMES_ITS_LEAST * least;
  }

  /** Replaces it by one that holds only {@code documents}. */
  void compact(List<Change> documents) {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      FileChannel fresh =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      long size = 0;
      for (Change document : documents) {
        size += write(fresh, MAPPER.createArrayNode().add(entry(document)));
      }
      fresh.force(false);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      channel.close();
      channel = fresh;
      written = size;
      least = size;
    } catch (IOException refused) {
      throw new UncheckedIOException("the journal " + file + " cannot be compacted", refused);
    }
  }

  private static ObjectNode entry(Change change) {
    ObjectNode entry = MAPPER.createObjectNode();
    entry.put("kind", change.kind().text()).put("id", change.id());
    if (change.after() != null) {
      entry.set("document", change.after());
    }
    return entry;
  }

  private static long write(FileChannel channel, ArrayNode line) throws IOException {
    byte[] text = MAPPER.writeValueAsBytes(line);
    ByteBuffer buffer = ByteBuffer.allocate(text.length + 1).put(text).put((byte) '\n').flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    return buffer.capacity();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
