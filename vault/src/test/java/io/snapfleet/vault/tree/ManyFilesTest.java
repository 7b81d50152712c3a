package io.snapfleet.vault.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.vault.api.BackupResult;
import io.snapfleet.vault.api.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyFilesTest {
  private static final int DIRECTORIES = 100;
  private static final int FILES = 1000;

  @TempDir Path directory;

  @Test
  @Tag("slow")
  void aHundredThousandSmallFilesAreArchivedOnceAndThenNotReadAgain() throws Exception {
    Path home = fill();
    Workplace workplace = new Workplace(directory);
    try (Vault vault = workplace.init()) {
      BackupResult first = Workplace.backup(vault, home);
      assertThat(first.counts().filesNew()).isEqualTo(DIRECTORIES * FILES);
    }
    try (Vault vault = workplace.open()) {
      BackupResult second = Workplace.backup(vault, home);
      assertThat(second.counts().filesUnmodified()).isEqualTo(DIRECTORIES * FILES);
      assertThat(second.stored().dataBlobs()).isZero();
    }
    assertThat(workplace.restic("check", "--read-data")).contains("no errors were found");
    assertThat(workplace.restic("ls", "--json", "latest").lines())
        .filteredOn(line -> line.contains("\"type\":\"file\""))
        .hasSize(DIRECTORIES * FILES);
  }

  private Path fill() throws Exception {
    Path home = directory.resolve("home");
    for (int d = 0; d < DIRECTORIES; d++) {
      Path sub = Files.createDirectories(home.resolve("directory" + d));
      for (int f = 0; f < FILES; f++) {
        Files.writeString(sub.resolve("file" + f), "content " + d + " " + f);
      }
    }
    return home;
  }
}
