package io.snapfleet.fleet.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Lists of installed packages as {@code name=version}. */
public final class PackageList {
  private PackageList() {}

  /**
   * A package that differs.
   *
   * @param from its version in the first image; empty where it is not there
   * @param to its version in the second; empty where it is not there
   */
  public record Change(String name, String from, String to) {}

  /** In name order. */
  public static List<Change> changes(List<String> from, List<String> to) {
    Map<String, String> before = versions(from);
    Map<String, String> after = versions(to);
    SortedSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    return names.stream()
        .map(name -> new Change(name, before.getOrDefault(name, ""), after.getOrDefault(name, "")))
        .filter(change -> !change.from().equals(change.to()))
        .toList();
  }

  /** Two versions of one package that are installed side by side are told together. */
  private static SortedMap<String, String> versions(List<String> packages) {
    SortedMap<String, String> versions = new TreeMap<>();
    for (String line : packages) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        versions.merge(
            line.substring(0, equals), line.substring(equals + 1), (one, two) -> one + " " + two);
      }
    }
    return versions;
  }

  /** What Debian's package tools have written down in an image's files; empty without them. */
  public static List<String> installedIn(Path root) {
    Path status = root.resolve("var/lib/dpkg/status");
    if (!Files.isRegularFile(status)) {
      return List.of();
    }
    try {
      List<String> packages = new ArrayList<>();
      String text = Files.readString(status, StandardCharsets.UTF_8);
      for (String stanza : text.split("\n\n+")) {
        if (field(stanza, "Status").endsWith(" installed")) {
          packages.add(field(stanza, "Package") + "=" + field(stanza, "Version"));
        }
      }
      return packages.stream().sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String field(String stanza, String name) {
    return stanza
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }
}
