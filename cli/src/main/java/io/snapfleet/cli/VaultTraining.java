package io.snapfleet.cli;

import io.snapfleet.cli.output.Terminal;
import io.snapfleet.vault.crypto.BatchHash;
import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.crypto.DataKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Runs the vault's commands on a small tree and a small image, so that the JVM that watches can
 * write their ahead-of-time cache, with what it learned of the code that computes. Fails when a
 * command ends otherwise than well.
 */
final class VaultTraining {
  private static final int DIRECTORIES = 60;
  private static final int FILES = 30;
  private static final int FILE_BYTES = 12_000;
  private static final int LARGE_FILES = 6;
  private static final int LARGE_BYTES = 6 << 20;
  private static final int ROUNDS = 3;
  private static final int TEXT_BYTES = 4 << 10;
  private static final int TEXT_ROUNDS = 2_000;

  private static final Path HOME = Home.of(System.getenv()).create().resolve("vault");
  private static final SplittableRandom RANDOM = new SplittableRandom(1);

  private VaultTraining() {}

  public static void main(String[] ignored) throws IOException {
    Path tree = HOME.resolve("tree");
    Path image = HOME.resolve("image");
    writeTree(tree);
    Files.write(image, content(LARGE_FILES * LARGE_BYTES));
    for (int round = 0; round < ROUNDS; round++) {
      String repository = HOME.resolve("repository" + round).toString();
      run("init", repository);
      back(repository, tree.toString());
      back(repository, "--image", image.toString());
      Files.write(tree.resolve("0/0"), content(FILE_BYTES));
      change(image);
      back(repository, tree.toString());
      back(repository, "--image", image.toString(), "--json");
      maintain(repository, HOME.resolve("restored" + round).toString());
    }
    computeAsForGigabytes();
  }

  /** What only images larger than the one above have computed: hashes and codes in lanes. */
  private static void computeAsForGigabytes() {
    byte[] texts = content(BatchHash.MOST * TEXT_BYTES);
    int[] offsets = new int[BatchHash.MOST];
    Arrays.setAll(offsets, lane -> lane * TEXT_BYTES);
    byte[] out = new byte[BatchHash.MOST * BlobHash.LENGTH];
    BatchHash hash = BatchHash.inLanes();
    DataKey key = DataKey.random(new SecureRandom());
    byte[] sealed = new byte[texts.length + key.overhead()];
    for (int round = 0; round < TEXT_ROUNDS; round++) {
      hash.into(texts, offsets, BatchHash.MOST, TEXT_BYTES, out);
      key.encrypt(texts, 0, texts.length, sealed, 0);
    }
  }

  /** Twice, for what is unchanged goes another way. */
  private static void back(String repository, String... source) {
    String[] words = new String[source.length + 2];
    words[0] = "backup";
    words[1] = repository;
    System.arraycopy(source, 0, words, 2, source.length);
    run(words);
    run(words);
  }

  private static void maintain(String repository, String target) {
    run("ls", repository);
    run("ls", repository, "--json");
    run("ls", repository, "latest");
    run("restore", repository, "latest", target);
    run("forget", repository, "latest");
    run("forget", repository, "latest");
    run("restore", repository, "latest", target);
    run("check", repository);
    run("check", repository, "--read-data", "--json");
    run("forget", repository, "--keep-last", "1");
    run("prune", repository);
  }

  private static void writeTree(Path tree) throws IOException {
    for (int directory = 0; directory < DIRECTORIES; directory++) {
      Path parent = Files.createDirectories(tree.resolve("" + directory));
      for (int file = 0; file < FILES; file++) {
        Files.write(parent.resolve("" + file), content(FILE_BYTES));
      }
    }
    for (int file = 0; file < LARGE_FILES; file++) {
      Files.write(tree.resolve("large" + file), content(LARGE_BYTES));
    }
  }

  /** Half of it compresses. */
  private static byte[] content(int length) {
    byte[] content = new byte[length];
    for (int at = 0; at < length; at += 2) {
      content[at] = (byte) RANDOM.nextInt();
    }
    return content;
  }

  private static void change(Path image) throws IOException {
    byte[] content = Files.readAllBytes(image);
    for (int at = 0; at < content.length; at += 1 << 20) {
      content[at]++;
    }
    Files.write(image, content);
  }

  private static void run(String... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = "vault";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    int status = Main.run(Terminal.ofProcess(), words);
    if (status != 0) {
      throw new IllegalStateException(
          "snapfleet %s ended with exit code %d".formatted(String.join(" ", words), status));
    }
  }
}
