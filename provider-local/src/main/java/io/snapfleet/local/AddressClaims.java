package io.snapfleet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which address ranges the networks of all homes of this computer have: a file each, named after
 * the range, holding the path of the network's record. A claim whose record is gone is void.
 */
final class AddressClaims {
  private final Path directory;

  AddressClaims(HomeLayout layout) {
    directory = layout.claims();
  }

  /** Held while a range is chosen, and while one is claimed or given back. */
  HomeLock lock() {
    return new HomeLock(directory.resolveSibling("claims.lock"));
  }

  List<Subnet> taken() {
    List<Subnet> taken = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (Files.exists(Path.of(Files.readString(file)))) {
          taken.add(Subnet.parse(file.getFileName().toString().replace('_', '/')));
        } else {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return taken;
  }

  void claim(NetworkRecord network, Path records) {
    Path record = records.resolve(network.id() + ".json");
    change(() -> Files.writeString(file(network), record.toString()));
  }

  void release(NetworkRecord network) {
    change(() -> Files.deleteIfExists(file(network)));
  }

  private interface Change {
    Object make() throws IOException;
  }

  /** Alone, or others could find half of it. */
  private void change(Change change) {
    lock()
        .run(
            () -> {
              try {
                change.make();
              } catch (IOException refused) {
                throw new UncheckedIOException(refused);
              }
            });
  }

  private Path file(NetworkRecord network) {
    return directory.resolve(network.cidr().replace('/', '_'));
  }
}
