package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** All there is below a directory: what a restore must bring back. */
final class Inventory {
  private final Map<String, String> entries = new TreeMap<>();
  private final Map<Long, Integer> linked = new TreeMap<>();

  private Inventory() {}

  static Map<String, String> of(Path directory) throws Exception {
    Inventory inventory = new Inventory();
    inventory.add(LocalTreeSource.entry(directory, ExcludeRules.NONE), "");
    return inventory.entries;
  }

  private void add(SourceEntry directory, String path) throws Exception {
    for (SourceEntry child : directory.children(Inventory::fail)) {
      String below = path + "/" + child.name().latin1();
      if (child.kind() == NodeKind.SOCKET) {
        continue;
      }
      Node node = child.describe(Inventory::fail);
      entries.put(below, described(node) + (node.isFile() ? " " + content(child) : ""));
      if (node.isDirectory()) {
        add(child, below);
      }
    }
  }

  /** Without where it lies on its disk; names of one file show as the order they are met in. */
  private String described(Node node) {
    int group =
        node.links() > 1 ? linked.computeIfAbsent(node.inode(), inode -> linked.size()) : -1;
    return node.toBuilder().name(RawText.of("x")).inode(0).deviceId(0).ctime(Instant.EPOCH).build()
        + " to "
        + (node.linkTarget() == null ? "" : node.linkTarget().latin1())
        + " link "
        + group;
  }

  private static String content(SourceEntry file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[1 << 16];
    try (SourceContent content = file.open()) {
      for (int read = content.read(buffer, 0, buffer.length);
          read > 0;
          read = content.read(buffer, 0, buffer.length)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void fail(Problem problem) {
    throw new AssertionError(problem);
  }

  /** Bytes that the file occupies on its disk. */
  static long occupied(Path file) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
    return 512 * Long.parseLong(new String(process.getInputStream().readAllBytes()).strip());
  }
}
