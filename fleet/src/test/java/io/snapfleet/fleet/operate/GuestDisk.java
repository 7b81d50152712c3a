package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.DirectoryCommands;
import io.snapfleet.provider.fake.Guest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The application's files of a guest on a real disk, so that real programs can list, pack and
 * unpack them. What the guest did not touch keeps its times and its inode.
 */
record GuestDisk(Guest guest, Path root) {
  private static final List<String> KEPT = List.of("/srv/", "/usr/", "/etc/");

  /** Runs a command on the guest's files, and gives the guest what became of them. */
  synchronized int exec(String command, InputStream in, OutputStream out, OutputStream err) {
    try {
      Files.createDirectories(root.resolve("srv"));
      toDisk();
      int status = new DirectoryCommands(root).exec(command, in, out, err);
      fromDisk();
      return status;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Map<String, String> present() {
    Map<String, String> files = new TreeMap<>(guest.files());
    files.keySet().removeIf(path -> KEPT.stream().noneMatch(path::startsWith));
    return files;
  }

  private void toDisk() throws IOException {
    Map<String, String> wanted = present();
    Map<String, String> there = onDisk();
    for (String path : there.keySet()) {
      if (!wanted.containsKey(path)) {
        Files.delete(file(path));
      }
    }
    for (Map.Entry<String, String> one : wanted.entrySet()) {
      if (!one.getValue().equals(there.get(one.getKey()))) {
        Files.createDirectories(file(one.getKey()).getParent());
        Files.writeString(file(one.getKey()), one.getValue());
        Files.setLastModifiedTime(file(one.getKey()), timeOf(one.getValue()));
      }
    }
  }

  /** The same for the same content, as on machines that boot from images of each other. */
  private static FileTime timeOf(String content) {
    return FileTime.fromMillis(1_700_000_000_000L + Math.abs((long) content.hashCode()));
  }

  private void fromDisk() throws IOException {
    Map<String, String> there = onDisk();
    Map<String, String> known = present();
    known.keySet().stream().filter(path -> !there.containsKey(path)).forEach(guest::delete);
    there.forEach(
        (path, text) -> {
          if (!text.equals(known.get(path))) {
            guest.write(path, text);
          }
        });
  }

  private Map<String, String> onDisk() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put("/" + root.relativize(file), Files.readString(file));
      }
    }
    return files;
  }

  private Path file(String path) {
    return root.resolve(path.substring(1));
  }
}
