package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFingerprintTest {
  @TempDir private Path directory;
  private Path site;
  private Path page;
  private Path link;
  private String before;

  @BeforeEach
  void write() throws IOException {
    site = Files.createDirectories(directory.resolve("site"));
    page = Files.writeString(site.resolve("index.html"), "hello");
    Files.createDirectories(site.resolve("css/empty"));
    link = Files.createSymbolicLink(site.resolve("start"), Path.of("index.html"));
    before = SourceFingerprint.of(site);
  }

  private void assertChanged() throws IOException {
    String now = SourceFingerprint.of(site);
    assertThat(now).isNotEqualTo(before).matches("[0-9a-f]{64}");
    before = now;
  }

  @Test
  void isThatOfAllThatMachinesSee() throws IOException {
    Files.writeString(page, "hallo");
    assertChanged();
    Files.writeString(page, "hallo, and more");
    assertChanged();
    Files.setPosixFilePermissions(page, PosixFilePermissions.fromString("rwxr-x--x"));
    assertChanged();
    Files.move(page, site.resolve("index.htm"));
    assertChanged();
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("index.htm"));
    assertChanged();
    Files.delete(link);
    Files.writeString(link, "index.htm");
    assertChanged();
    Files.delete(site.resolve("css/empty"));
    assertChanged();
    Files.createFile(site.resolve("css/empty"));
    assertChanged();
    Files.setPosixFilePermissions(site, PosixFilePermissions.fromString("rwx------"));
    assertChanged();
  }

  @Test
  void whenFilesWereWrittenAndWhereTheDirectoryIsDoesNotCount() throws IOException {
    Files.setLastModifiedTime(page, FileTime.from(Instant.EPOCH));
    Path moved = Files.move(site, directory.resolve("moved"));
    Path alias = Files.createSymbolicLink(directory.resolve("alias"), moved);

    assertThat(SourceFingerprint.of(moved)).isEqualTo(before);
    assertThat(SourceFingerprint.of(alias)).isEqualTo(before);
  }

  @Test
  void aLinkThatLeadsNowhereOrInACircleIsOneLikeAnyOther() throws IOException {
    Files.createSymbolicLink(site.resolve("nowhere"), Path.of("/no/such/file"));
    assertChanged();
    Files.createSymbolicLink(site.resolve("circle"), Path.of("."));
    assertChanged();
  }
}
