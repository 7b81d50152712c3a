package io.snapfleet.bake.container;

import io.snapfleet.bake.local.LocalFiles;
import io.snapfleet.bake.run.BuildException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

/**
 * A file that tells of a container before it is made, and that is locked while its build lives: one
 * whose lock can be had tells of what a killed build has left.
 */
final class ContainerRecord implements AutoCloseable {
  static final String ENDING = ".container";

  /**
   * What a record says.
   *
   * @param engine the words that the engine is called with
   * @param directory shared with the container
   * @param until when it may be removed; the epoch where it was not left for people to look at
   */
  record Content(List<String> engine, String container, Path directory, Instant until) {
    private static final String SEPARATOR = "\n";

    Content {
      engine = List.copyOf(engine);
    }

    static Content read(Path file) throws IOException {
      Properties properties = new Properties();
      properties.load(new StringReader(Files.readString(file)));
      try {
        return new Content(
            List.of(given(properties, "engine").split(SEPARATOR)),
            given(properties, "container"),
            Path.of(given(properties, "directory")),
            Instant.parse(given(properties, "until")));
      } catch (DateTimeException | IllegalArgumentException broken) {
        throw new IOException(file + " is no record: " + broken.getMessage(), broken);
      }
    }

    private static String given(Properties properties, String name) {
      String value = properties.getProperty(name, "");
      if (value.isEmpty()) {
        throw new IllegalArgumentException("no " + name);
      }
      return value;
    }

    private byte[] written() throws IOException {
      Properties properties = new Properties();
      properties.setProperty("engine", String.join(SEPARATOR, engine));
      properties.setProperty("container", container);
      properties.setProperty("directory", directory.toString());
      properties.setProperty("until", until.toString());
      StringWriter text = new StringWriter();
      properties.store(text, null);
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }
  }

  private final Path file;
  private final FileChannel locked;

  private ContainerRecord(Path file, FileChannel locked) {
    this.file = file;
    this.locked = locked;
  }

  /** Nobody sees the file before it is locked. */
  static ContainerRecord write(Path directory, Content content) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(content.container() + ENDING);
    Path hidden = directory.resolve(content.container() + ".new");
    FileChannel channel =
        FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    put(channel, content);
    Files.move(hidden, file);
    return new ContainerRecord(file, channel);
  }

  /** The build ends, and the container stays for as long as the content says. */
  void leave(Content content) {
    Path next = file.resolveSibling(content.container() + ".new");
    try (locked) {
      Files.write(next, content.written());
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException full) {
      throw new BuildException("the record " + file + " cannot be written: " + full, full);
    }
  }

  /** The container is gone. May be called again. */
  @Override
  public void close() {
    LocalFiles.delete(file);
    try {
      locked.close();
    } catch (IOException unimportant) {
      // The lock goes with the process.
    }
  }

  /** Through the channel that has the lock: closing another one of the file would end it. */
  private static void put(FileChannel channel, Content content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content.written());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
