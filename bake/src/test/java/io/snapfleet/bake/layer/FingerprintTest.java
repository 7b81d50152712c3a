package io.snapfleet.bake.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  @TempDir private Path directory;

  @Test
  void whatDiffersInAnythingHasAnotherPrint() {
    Fingerprint begin = Fingerprint.begin();
    Set<Fingerprint> prints = new HashSet<>();
    List<Object> values =
        List.of(
            "ab",
            List.of("ab"),
            List.of("a", "b"),
            List.of(List.of("a"), "b"),
            List.of(List.of("a", "b")),
            Map.of("a", "b"),
            Map.of("a", List.of("b")),
            "list 1\n2 ab\n",
            "");
    values.forEach(value -> prints.add(begin.and(value)));
    prints.add(begin.and("a").and("b"));
    prints.add(begin.and("b").and("a"));
    assertThat(prints).hasSize(values.size() + 2).doesNotContain(begin);
  }

  @Test
  void theOrderOfAMapDoesNotMatter() {
    Map<String, String> one = new LinkedHashMap<>();
    one.put("x", "1");
    one.put("a", "2");
    Map<String, String> other = new LinkedHashMap<>();
    other.put("a", "2");
    other.put("x", "1");
    assertThat(Fingerprint.begin().and(one)).isEqualTo(Fingerprint.begin().and(other));
  }

  @Test
  void aDirectoryIsItsNamesPermissionsLinksAndContents() throws IOException {
    Path tree = Files.createDirectories(directory.resolve("tree/branch"));
    Path leaf = Files.writeString(tree.resolve("leaf"), "one");
    Files.createSymbolicLink(tree.resolve("link"), Path.of("leaf"));
    Set<Fingerprint> prints = new HashSet<>(Set.of(print()));
    assertThat(prints).containsExactly(print());
    Files.writeString(leaf, "two");
    prints.add(print());
    Files.setPosixFilePermissions(leaf, PosixFilePermissions.fromString("rwx------"));
    prints.add(print());
    Files.move(leaf, tree.resolve("twig"));
    prints.add(print());
    Files.delete(tree.resolve("link"));
    Files.createSymbolicLink(tree.resolve("link"), Path.of("twig"));
    prints.add(print());
    Files.createDirectory(tree.resolve("empty"));
    prints.add(print());
    assertThat(prints).hasSize(6);
  }

  @Test
  void aLinkInADirectoryIsWhatItLeadsTo() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Path file = Files.writeString(outside.resolve("file"), "one");
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("directory"), outside);
    Files.createSymbolicLink(tree.resolve("file"), file);
    Files.createSymbolicLink(tree.resolve("nowhere"), Path.of("absent"));
    Set<Fingerprint> prints = new HashSet<>(Set.of(print()));
    Files.writeString(file, "two");
    prints.add(print());
    Files.delete(tree.resolve("file"));
    Files.createSymbolicLink(tree.resolve("file"), Path.of("../outside/file"));
    prints.add(print());
    Files.createFile(outside.resolve("more"));
    prints.add(print());
    assertThat(prints).hasSize(4);
  }

  @Test
  void linksThatLeadInACircleCannotBeRead() throws IOException {
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Files.createSymbolicLink(tree.resolve("circle"), tree);
    assertThatThrownBy(this::print).isInstanceOf(IOException.class);
  }

  private Fingerprint print() throws IOException {
    return Fingerprint.begin().andFile(directory.resolve("tree"));
  }
}
