package io.snapfleet.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads an image's files for what belongs to the machine it was taken of: private keys, secrets
 * that its maker knows of, shell history, the machine-id, logs. Programs and libraries under {@code
 * /usr} come from packages and are not read. Used once.
 */
public final class ImageScan extends SimpleFileVisitor<Path> {
  private static final Set<String> TOP_DIRECTORIES =
      Set.of("etc", "root", "home", "var", "srv", "opt");
  private static final Set<String> MACHINE_IDS =
      Set.of("/etc/machine-id", "/var/lib/dbus/machine-id");
  private static final long LARGEST_TEXT = 4L << 20;

  private final Path root;
  private final Predicate<String> holdsSecret;
  private final String secret;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param holdsSecret whether a file's text has a secret in it
   * @param secret what such a secret is, in a few words
   */
  public ImageScan(Path root, Predicate<String> holdsSecret, String secret) {
    this.root = root;
    this.holdsSecret = holdsSecret;
    this.secret = secret;
  }

  /**
   * Something that must not be there.
   *
   * @param file its path in the image
   * @param what a few words, never the thing itself
   */
  public record Finding(String file, String what) {
    public Finding {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(what, "what");
    }
  }

  public List<Finding> findings() {
    try {
      for (String directory : TOP_DIRECTORIES.stream().sorted().toList()) {
        Path start = root.resolve(directory);
        if (Files.isDirectory(start)) {
          Files.walkFileTree(start, this);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return List.copyOf(findings);
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isRegularFile()) {
      String path = "/" + root.relativize(file);
      byName(path, attributes.size());
      if (attributes.size() > 0 && attributes.size() <= LARGEST_TEXT) {
        byContent(path, Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return FileVisitResult.CONTINUE;
  }

  private void byName(String path, long size) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (MACHINE_IDS.contains(path) && size > 0) {
      found(path, "the machine-id of the machine it was taken of");
    } else if (path.startsWith("/etc/ssh/ssh_host_")) {
      found(path, "an SSH host key");
    } else if (name.endsWith("_history") && size > 0) {
      found(path, "shell history");
    } else if (path.startsWith("/var/log/") && size > 0) {
      found(path, "a log");
    } else if (name.equals("authorized_keys") && size > 0) {
      found(path, "keys that may log in");
    }
  }

  private void byContent(String path, String text) {
    if (text.contains("PRIVATE KEY-----") && text.contains("-----BEGIN")) {
      found(path, "a private key");
    }
    if (holdsSecret.test(text)) {
      found(path, secret);
    }
  }

  private void found(String path, String what) {
    findings.add(new Finding(path, what));
  }
}
