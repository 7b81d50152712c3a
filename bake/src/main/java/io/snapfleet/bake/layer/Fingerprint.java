package io.snapfleet.bake.layer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Stands for all that something was made of, in its order: what differs has another hash. */
public record Fingerprint(String hash) {
  private static final Fingerprint NOTHING = new Fingerprint("");

  /** Of nothing yet. */
  public static Fingerprint begin() {
    return NOTHING;
  }

  /**
   * Of this and then a value.
   *
   * @param value a text, a list or a map of such, or what has one text only
   */
  public Fingerprint and(Object value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return and("value", text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Of this and then a file or a directory: names, permissions and contents; links in it are sent
   * as they are to containers, and as what they lead to over SSH.
   */
  public Fingerprint andFile(Path file) throws IOException {
    Path begin = file.toRealPath();
    if (!Files.isDirectory(begin)) {
      return andOne(begin, "");
    }
    Fingerprint print = this;
    for (Path one : sorted(begin)) {
      print = print.andOne(one, begin.relativize(one).toString());
    }
    return print;
  }

  private static List<Path> sorted(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      return files.sorted().toList();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  /** Of this and then one file that may be reached over links: its permissions and content. */
  Fingerprint andContent(Path file, String name) throws IOException {
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    return and(List.of("file", name, mode, content(file)));
  }

  private Fingerprint andOne(Path file, String name) throws IOException {
    if (Files.isSymbolicLink(file)) {
      Fingerprint link = and(List.of("link", name, Files.readSymbolicLink(file).toString()));
      boolean leads = Files.isRegularFile(file) || Files.isDirectory(file);
      return leads ? link.andWhatIsThere(file, name) : link;
    }
    return andWhatIsThere(file, name);
  }

  private Fingerprint andWhatIsThere(Path file, String name) throws IOException {
    if (!Files.isDirectory(file)) {
      return andContent(file, name);
    }
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    return and(List.of("directory", name, mode));
  }

  private static String content(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream input = Files.newInputStream(file);
        OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      input.transferTo(sink);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private Fingerprint and(String kind, byte[] bytes) {
    MessageDigest digest = sha256();
    digest.update((hash + kind).getBytes(StandardCharsets.UTF_8));
    return new Fingerprint(HexFormat.of().formatHex(digest.digest(bytes)));
  }

  /** With lengths, so that no two values are written alike. */
  private static void write(Object value, StringBuilder text) {
    switch (value) {
      case Map<?, ?> map -> {
        text.append("map ").append(map.size()).append('\n');
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, one) -> sorted.put(key.toString(), one));
        sorted.forEach(
            (key, one) -> {
              write(key, text);
              write(one, text);
            });
      }
      case List<?> list -> {
        text.append("list ").append(list.size()).append('\n');
        list.forEach(one -> write(one, text));
      }
      default -> {
        String written = value.toString();
        text.append(written.length()).append(' ').append(written).append('\n');
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
