package io.snapfleet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The address ranges this computer has routes to, from the kernel's own table. */
final class HostRoutes {
  private HostRoutes() {}

  /** All but the default route, which leads everywhere. */
  static List<Subnet> read(Path proc) {
    try (Stream<String> lines = Files.lines(proc.resolve("net/route"))) {
      return lines
          .skip(1)
          .map(line -> line.split("\\s+"))
          .filter(fields -> !fields[7].equals("00000000"))
          .map(fields -> subnet(fields[1], fields[7]))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Subnet subnet(String destination, String mask) {
    int prefix = Integer.bitCount(Integer.parseUnsignedInt(mask, 16));
    int address = Integer.reverseBytes(Integer.parseUnsignedInt(destination, 16));
    return Subnet.around(Integer.toUnsignedLong(address), prefix);
  }
}
