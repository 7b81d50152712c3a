package io.snapfleet.fleet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.snapfleet.fleet.image.FileTrees.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDifferenceTest {
  @TempDir private Path directory;
  private Path from;
  private Path to;

  @BeforeEach
  void lay() throws IOException {
    from = Files.createDirectories(directory.resolve("from"));
    to = Files.createDirectories(directory.resolve("to"));
    for (Path root : List.of(from, to)) {
      write(root, "etc/same", "same", 1);
    }
  }

  private static void write(Path root, String name, String text, int second) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1000L * second));
  }

  @Test
  void filesThatDifferAreToldInTheOrderOfTheirPaths() throws IOException {
    write(from, "etc/changed", "before", 1);
    write(to, "etc/changed", "behind", 2);
    write(from, "etc/touched", "as it was", 1);
    write(to, "etc/touched", "as it was", 2);
    write(from, "etc/gone", "123", 1);
    write(to, "opt/app/bin/run", "12345", 1);
    write(to, "opt/app/readme", "12", 1);
    Files.createSymbolicLink(from.resolve("etc/link"), Path.of("same"));
    Files.createSymbolicLink(to.resolve("etc/link"), Path.of("changed"));
    write(from, "etc/mode", "m", 1);
    write(to, "etc/mode", "m", 1);
    Files.setPosixFilePermissions(
        to.resolve("etc/mode"), PosixFilePermissions.fromString("rwx------"));

    assertThat(FileTrees.changes(from, to))
        .extracting(FileTrees.Change::path, FileTrees.Change::kind, FileTrees.Change::bytes)
        .containsExactly(
            tuple("/etc/changed", Kind.CHANGED, 6L),
            tuple("/etc/gone", Kind.REMOVED, 3L),
            tuple("/etc/link", Kind.CHANGED, 0L),
            tuple("/etc/mode", Kind.OWNED, 1L),
            tuple("/opt/", Kind.ADDED, 7L));
  }

  @Test
  void aLinkInPlaceOfADirectoryIsNotFollowed() throws IOException {
    write(from, "data/file", "1234", 1);
    Files.createSymbolicLink(to.resolve("data"), from.resolve("data"));

    assertThat(FileTrees.changes(from, to))
        .containsExactly(
            new FileTrees.Change("/data/", Kind.REMOVED, 4),
            new FileTrees.Change("/data", Kind.ADDED, 0));
  }

  @Test
  void packagesAreComparedByNameAndVersion() {
    assertThat(
            PackageList.changes(
                List.of("bash=5.2", "linux=6.1", "nginx=1.22"),
                List.of("bash=5.2", "curl=8.1", "linux=6.1", "linux=6.5", "nginx=1.24")))
        .containsExactly(
            new PackageList.Change("curl", "", "8.1"),
            new PackageList.Change("linux", "6.1", "6.1 6.5"),
            new PackageList.Change("nginx", "1.22", "1.24"));
  }

  @Test
  void whatDebianHasInstalledIsReadOffItsFiles() throws IOException {
    write(
        from,
        "var/lib/dpkg/status",
        """
        Package: nginx
        Status: install ok installed
        Version: 1.22.1-9
        Description: web server
         Package: not-this

        Package: gone
        Status: deinstall ok config-files
        Version: 1

        Package: bash
        Status: install ok installed
        Version: 5.2
        """,
        1);

    assertThat(PackageList.installedIn(from)).containsExactly("bash=5.2", "nginx=1.22.1-9");
    assertThat(PackageList.installedIn(to)).isEmpty();
  }
}
