package io.snapfleet.vault.tree;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Changes files and directories below a directory in all ways there are, here and there. */
final class SiteChanges {
  private static final int MOST = 3;

  private final Path site;
  private final Random random;
  private final List<String> made = new ArrayList<>();

  SiteChanges(Path site, long seed) {
    this.site = site;
    this.random = new Random(seed);
  }

  void makeSome() throws Exception {
    awaitTick();
    for (int left = 1 + random.nextInt(MOST); left > 0; left--) {
      make(Kind.values()[random.nextInt(Kind.values().length)]);
    }
  }

  /** The ways in which something changes. */
  private enum Kind {
    REWRITE,
    APPEND,
    CREATE,
    DELETE,
    RENAME,
    MODE,
    TIME,
    LINK,
    HARD_LINK,
    ATTRIBUTE,
    DIRECTORY,
    DIRECTORY_MODE,
    DIRECTORY_GONE,
    FILE_FOR_DIRECTORY,
    SOCKET
  }

  private void make(Kind kind) throws Exception {
    Path file = pick(files());
    Path directory = pick(directories());
    Path fresh = directory.resolve("new" + random.nextInt(1_000));
    made.add(kind + " " + site.relativize(file) + " " + site.relativize(fresh));
    if (Files.exists(fresh, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    switch (kind) {
      case REWRITE -> Files.write(file, new byte[(int) Files.size(file)]);
      case APPEND -> Files.writeString(file, Files.readString(file) + "more");
      case CREATE -> Files.writeString(fresh, "new" + random.nextInt());
      case DELETE -> Files.delete(file);
      case RENAME -> Files.move(file, fresh);
      case MODE -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode("rw")));
      case TIME -> Files.setLastModifiedTime(file, FileTime.fromMillis(random.nextInt()));
      case LINK -> Files.createSymbolicLink(fresh, Path.of("to" + random.nextInt()));
      case HARD_LINK -> Files.createLink(fresh, file);
      case ATTRIBUTE -> Files.setAttribute(file, "user:note", new byte[] {1, 2});
      case DIRECTORY -> Files.writeString(Files.createDirectory(fresh).resolve("inside"), "inside");
      case DIRECTORY_MODE ->
          Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode("rwx")));
      case DIRECTORY_GONE -> delete(directory);
      case FILE_FOR_DIRECTORY -> {
        if (delete(directory)) {
          Files.writeString(directory, "a file now");
        }
      }
      case SOCKET -> {
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
          server.bind(UnixDomainSocketAddress.of(fresh));
        }
      }
    }
  }

  /** The owner's rights are kept, or only root could go on. */
  private String mode(String owner) {
    String rights = random.nextBoolean() ? "r--" : "---";
    return (owner + "-").substring(0, 3) + rights + "r--";
  }

  private boolean delete(Path directory) throws IOException {
    if (directory.equals(site) || filesBelow(directory) == files().size()) {
      return false;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    return true;
  }

  private long filesBelow(Path directory) throws IOException {
    return files().stream().filter(file -> file.startsWith(directory)).count();
  }

  /** There is always one. */
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(site)) {
      List<Path> files =
          new ArrayList<>(
              all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                  .sorted()
                  .toList());
      if (files.size() < 2) {
        files.add(Files.writeString(site.resolve("another" + random.nextInt()), "file"));
      }
      return files;
    }
  }

  private List<Path> directories() throws IOException {
    try (Stream<Path> all = Files.walk(site)) {
      return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  private Path pick(List<Path> paths) {
    return paths.get(random.nextInt(paths.size()));
  }

  /** Two changes within one tick of the kernel's clock have the same time. */
  private void awaitTick() throws IOException {
    Path probe = site.resolveSibling("probe");
    Object before = touched(probe);
    while (touched(probe).equals(before)) {
      Thread.onSpinWait();
    }
  }

  private static Object touched(Path probe) throws IOException {
    Files.write(probe, new byte[1]);
    return Files.getAttribute(probe, "unix:ctime");
  }

  @Override
  public String toString() {
    return String.join(", ", made);
  }
}
