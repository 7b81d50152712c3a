package io.snapfleet.vault.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.vault.crypto.BlobHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The blobs that restic itself makes of a file are the ones made here with its polynomial. */
class ResticCutsTest {

  @TempDir Path directory;

  @BeforeEach
  void initialize() throws Exception {
    restic("init");
  }

  @Test
  void randomDataIsCutWhereResticCutsIt() throws Exception {
    byte[] data = new byte[40 << 20];
    new Random(23).nextBytes(data);
    assertCutAsByRestic(data);
  }

  @Test
  void dataWithRunsIsCutWhereResticCutsIt() throws Exception {
    byte[] data = new byte[30 << 20];
    Random random = new Random(5);
    for (int at = 0; at < data.length; at += 1 << 16) {
      byte[] run = new byte[random.nextInt(1 << 16)];
      random.nextBytes(run);
      System.arraycopy(run, 0, data, at, run.length);
    }
    System.arraycopy(new byte[12 << 20], 0, data, 9 << 20, 12 << 20);
    assertCutAsByRestic(data);
  }

  private void assertCutAsByRestic(byte[] data) throws Exception {
    Path file = Files.write(Files.createDirectory(directory.resolve("in")).resolve("data"), data);
    restic("backup", file.getParent().toString());
    assertThat(cut(data, polynomial())).isEqualTo(blobsOf(file.getFileName().toString()));
  }

  private static List<String> cut(byte[] data, long polynomial) {
    assertThat(ChunkerPolynomial.isIrreducible(polynomial)).isTrue();
    ContentChunker chunker = new ContentChunker(polynomial);
    List<String> ids = new ArrayList<>();
    for (int at = 0; at < data.length; ) {
      int length = chunker.next(data, at, data.length, true);
      ids.add(HexFormat.of().formatHex(BlobHash.of(data, at, length)));
      at += length;
    }
    return ids;
  }

  private long polynomial() throws Exception {
    return Long.parseUnsignedLong(
        only("\"chunker_polynomial\":\\s*\"([0-9a-f]+)\"", restic("cat", "config")), 16);
  }

  /** Follows the trees from the snapshot's root down to the one file. */
  private List<String> blobsOf(String name) throws Exception {
    String snapshot = only("\"id\":\"([0-9a-f]{64})\"", restic("snapshots", "--json"));
    String tree = only("\"tree\":\\s*\"([0-9a-f]{64})\"", restic("cat", "snapshot", snapshot));
    while (true) {
      String json = restic("cat", "blob", tree);
      if (json.contains("\"name\":\"" + name + "\"")) {
        String content = only("\"content\":\\[([^]]*)]", json);
        return Pattern.compile("[0-9a-f]{64}")
            .matcher(content)
            .results()
            .map(MatchResult::group)
            .toList();
      }
      tree = only("\"subtree\":\"([0-9a-f]{64})\"", json);
    }
  }

  private static String only(String pattern, String text) {
    List<String> found =
        Pattern.compile(pattern)
            .matcher(text)
            .results()
            .map(match -> match.group(1))
            .distinct()
            .toList();
    assertThat(found).as("%s in %s", pattern, text).hasSize(1);
    return found.getFirst();
  }

  private String restic(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("restic", "--quiet", "--no-cache"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("RESTIC_REPOSITORY", directory.resolve("repository").toString());
    builder.environment().put("RESTIC_PASSWORD", "only a test");
    Path errors = directory.resolve("errors");
    Process process = builder.redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("restic %s: %s", command, Files.readString(errors)).isZero();
    return output;
  }
}
