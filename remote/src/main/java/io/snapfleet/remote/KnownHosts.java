package io.snapfleet.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The host keys that somebody vouches for, in files as OpenSSH keeps them. Names are compared as
 * they are, or by their hashes; lines with markers, patterns or keys of other types are passed
 * over.
 *
 * @param files those that are not there count as empty
 */
public record KnownHosts(List<Path> files) {
  private static final int DEFAULT_PORT = 22;
  private static final String HASHED = "|1|";

  public KnownHosts {
    files = List.copyOf(files);
  }

  /**
   * The ed25519 key of the host, as an {@code ssh-ed25519 AAAA...} line.
   *
   * @throws UncheckedIOException where a file cannot be read
   */
  public Optional<String> hostKey(SshAddress address) {
    String name =
        address.port() == DEFAULT_PORT
            ? address.host()
            : "[" + address.host() + "]:" + address.port();
    return files.stream()
        .flatMap(KnownHosts::lines)
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length >= 3 && words[1].equals(SshPublicKey.TYPE))
        .filter(words -> Arrays.stream(words[0].split(",")).anyMatch(one -> is(one, name)))
        .map(words -> words[1] + " " + words[2])
        .findFirst();
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.exists(file)
          ? Files.readString(file, StandardCharsets.ISO_8859_1).lines()
          : Stream.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean is(String written, String name) {
    return written.startsWith(HASHED) ? isHashed(written, name) : written.equals(name);
  }

  /** {@code |1|SALT|HASH}, where the hash is an HMAC-SHA1 of the name under the salt. */
  private static boolean isHashed(String written, String name) {
    String[] parts = written.substring(HASHED.length()).split("\\|");
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[0]), "HmacSHA1"));
      return parts.length == 2
          && MessageDigest.isEqual(
              mac.doFinal(name.getBytes(StandardCharsets.UTF_8)),
              Base64.getDecoder().decode(parts[1]));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      return false;
    }
  }
}
