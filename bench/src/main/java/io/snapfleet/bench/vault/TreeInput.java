package io.snapfleet.bench.vault;

import io.snapfleet.bench.vault.DebianFiles.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A tree of files: those of Debian packages, and a database's dump. The second day some are
 * upgraded, some uploaded, and the dump is made anew.
 */
final class TreeInput implements Input {
  private static final int FILES = 44_900;
  private static final long BYTES = 1_242L << 20;
  private static final long DUMP_BYTES = 100L << 20;
  private static final int UPGRADES = 300;
  private static final long UPGRADE_LEAST = 4 << 10;
  private static final long UPGRADE_MOST = 64 << 10;
  private static final int UPLOADS = 50;
  private static final int UPLOAD_BYTES = (24 << 20) / UPLOADS;

  private final Path root;
  private final Path kept;
  private final SqlDump dump;
  private final List<Found> files;
  private final List<Path> upgrades;
  private final int uploads;

  private TreeInput(Path home, double scale, List<Found> files) {
    this.root = home.resolve("tree");
    this.kept = home.resolve("tree-first-day");
    this.dump = new SqlDump((long) (DUMP_BYTES * scale));
    this.uploads = Math.max(1, (int) (UPLOADS * scale));
    this.files = files;
    this.upgrades =
        files.stream()
            .filter(file -> file.size() >= UPGRADE_LEAST && file.size() <= UPGRADE_MOST)
            .map(file -> copy(file.path()))
            .limit(Math.max(1, (int) (UPGRADES * scale)))
            .toList();
  }

  /** Makes the first day in a directory that has none yet. */
  static TreeInput make(Path home, double scale) {
    try {
      List<Found> files = DebianFiles.pick((int) (FILES * scale), (long) (BYTES * scale));
      TreeInput input = new TreeInput(home, scale, files);
      input.writeFirstDay();
      return input;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private void writeFirstDay() throws IOException {
    for (Found file : files) {
      Files.createDirectories(copy(file.path()).getParent());
      Files.copy(file.path(), copy(file.path()), StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.createDirectories(kept);
    Files.createDirectories(upload(0).getParent());
    Files.createDirectories(dumpFile().getParent());
    dump.writeFirstDay(dumpFile());
  }

  private Path copy(Path original) {
    return root.resolve(Path.of("/").relativize(original));
  }

  private Path dumpFile() {
    return root.resolve("var/backups/wordpress.sql");
  }

  private Path upload(int number) {
    return root.resolve("var/www/uploads/%03d.jpg".formatted(number));
  }

  @Override
  public String name() {
    return "tree";
  }

  @Override
  public Path path() {
    return root;
  }

  @Override
  public boolean isImage() {
    return false;
  }

  @Override
  public String description() {
    long bytes = files.stream().mapToLong(Found::size).sum() + dump.bytes();
    return "tree: %,d files, %,d MiB; the second day %d upgraded, %d uploaded, a dump of %d MiB made anew"
        .formatted(files.size() + 1, bytes >> 20, upgrades.size(), uploads, dump.bytes() >> 20);
  }

  @Override
  public void change() {
    try {
      for (Path file : upgrades) {
        upgrade(file);
      }
      for (int number = 0; number < uploads; number++) {
        byte[] picture = new byte[UPLOAD_BYTES];
        new Generated(1000L + number).media(picture, 0, picture.length);
        Files.write(upload(number), picture);
      }
      Files.move(dumpFile(), kept(dumpFile()));
      dump.writeSecondDay(dumpFile());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** A new file under the old name, as package managers do it, a quarter of it different. */
  private void upgrade(Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    Generated generated = new Generated(content.length);
    for (int from = 0; from + 1024 <= content.length; from += 1024) {
      generated.text(content, from, from + 256);
    }
    Files.move(file, kept(file));
    Files.write(file, content);
  }

  private Path kept(Path file) {
    return kept.resolve(root.relativize(file).toString().replace('/', '|'));
  }

  @Override
  public void undo() {
    try {
      for (Path file : upgrades) {
        Files.move(kept(file), file, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(kept(dumpFile()), dumpFile(), StandardCopyOption.REPLACE_EXISTING);
      for (int number = 0; number < uploads; number++) {
        Files.delete(upload(number));
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
