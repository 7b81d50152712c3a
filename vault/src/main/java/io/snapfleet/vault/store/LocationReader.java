package io.snapfleet.vault.store;

import io.snapfleet.vault.store.BackendLocation.Local;
import io.snapfleet.vault.store.BackendLocation.MalformedLocationException;
import io.snapfleet.vault.store.BackendLocation.S3;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what users write for a repository's place, and names the right form for what is near one.
 */
final class LocationReader {
  /** A word and a colon at the beginning, as in {@code sftp:}. */
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+]{1,15}):");

  private LocationReader() {}

  static BackendLocation read(String text) {
    String location = text.strip();
    if (location.isEmpty()) {
      throw malformed(text, "/path/of/the/repository");
    }
    if (location.startsWith("local:")) {
      return local(text, location.substring("local:".length()));
    }
    if (location.startsWith("s3:")) {
      return s3(text, location.substring("s3:".length()));
    }
    Matcher scheme = SCHEME.matcher(location);
    if (scheme.lookingAt()) {
      throw foreign(text, scheme.group(1).toLowerCase(Locale.ROOT));
    }
    return local(text, location);
  }

  private static BackendLocation local(String text, String path) {
    if (path.isBlank()) {
      throw malformed(text, "local:/path/of/the/repository");
    }
    try {
      return new Local(Path.of(path).toAbsolutePath().normalize());
    } catch (InvalidPathException unusable) {
      throw malformed(text, "/path/of/the/repository");
    }
  }

  private static BackendLocation s3(String text, String rest) {
    boolean hasScheme = rest.startsWith("http://") || rest.startsWith("https://");
    String address = hasScheme ? rest : "https://" + rest.replaceFirst("^/+", "");
    try {
      return s3(text, new URI(address));
    } catch (URISyntaxException notAnAddress) {
      throw malformed(text, "s3:https://host/bucket/prefix");
    }
  }

  private static BackendLocation s3(String text, URI address) {
    if (address.getUserInfo() != null) {
      throw new MalformedLocationException(
          "A repository location holds no credentials: give them in AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, and the location as s3:https://host/bucket/prefix.");
    }
    String[] path = address.getPath().replaceAll("^/+|/+$", "").split("/+", 2);
    if (address.getHost() == null || path[0].isEmpty() || address.getQuery() != null) {
      String host = address.getHost() == null ? "host" : address.getAuthority();
      throw malformed(text, "s3:" + address.getScheme() + "://" + host + "/bucket/prefix");
    }
    URI endpoint = URI.create(address.getScheme() + "://" + address.getAuthority());
    return new S3(endpoint, path[0], path.length == 1 ? "" : path[1]);
  }

  private static MalformedLocationException foreign(String text, String scheme) {
    return switch (scheme) {
      case "http", "https" -> malformed(text, "s3:" + withoutSecrets(text.strip()));
      case "file" -> malformed(text, text.strip().replaceFirst("^(?i:file):/*", "/"));
      case "s3" -> malformed(text, "s3:https://host/bucket/prefix");
      case "sftp", "rest", "b2", "azure", "gs", "swift", "rclone" ->
          new MalformedLocationException(
              "\"%s\" is a place that only restic reaches; here a repository is in a directory (/path) or in S3 (s3:https://host/bucket/prefix)."
                  .formatted(withoutSecrets(text)));
      default -> malformed(text, "local:" + text.strip());
    };
  }

  private static MalformedLocationException malformed(String text, String right) {
    return new MalformedLocationException(
        "\"%s\" is no repository location; write %s.".formatted(withoutSecrets(text), right));
  }

  private static String withoutSecrets(String text) {
    return text.replaceFirst("//[^/]*@", "//");
  }
}
