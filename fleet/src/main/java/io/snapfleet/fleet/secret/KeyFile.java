package io.snapfleet.fleet.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The file that holds the key: one line of base64, readable by its owner alone. */
record KeyFile(Path path) {
  private static final Set<PosixFilePermission> OWNER_ALONE =
      PosixFilePermissions.fromString("rw-------");

  boolean exists() {
    return Files.exists(path);
  }

  String read() {
    try {
      refuseIfOthersCanRead();
      return Files.readString(path).strip();
    } catch (IOException e) {
      throw new SecretException(
          "the secret key cannot be read: " + e.getClass().getSimpleName(),
          path.toString(),
          "give the user who runs snapfleet the right to read " + path);
    }
  }

  private void refuseIfOthersCanRead() throws IOException {
    if (!OWNER_ALONE.containsAll(Files.getPosixFilePermissions(path))) {
      throw new SecretException(
          "the secret key " + path + " is open to other users of this computer",
          path.toString(),
          "chmod 600 " + path);
    }
  }

  /** Makes a key unless another process was faster; whole or not at all, also after a crash. */
  void create(SecureRandom random) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Path draft = Files.createTempFile(path.toAbsolutePath().getParent(), ".secret", ".key");
      try {
        writeDurably(draft, random);
        Files.createLink(path, draft);
      } catch (FileAlreadyExistsException othersWereFaster) {
        // Theirs is as good as ours, and may be in use already.
      } finally {
        Files.delete(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the secret key " + path + " cannot be written", e);
    }
  }

  private static void writeDurably(Path draft, SecureRandom random) throws IOException {
    byte[] key = new byte[SecretKey.BYTES];
    random.nextBytes(key);
    String line = Base64.getEncoder().encodeToString(key) + "\n";
    Files.setPosixFilePermissions(draft, OWNER_ALONE);
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
