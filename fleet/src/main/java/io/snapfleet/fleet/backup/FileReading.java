package io.snapfleet.fleet.backup;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.repository.BlobSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a machine's files into the vault until the machine's list of them stands still: a file
 * counts when the lists before and after it was read say the same of it. What a former backup has
 * is not read again. Not thread-safe.
 */
final class FileReading {
  private static final int ROUNDS = 3;

  private final MachineFiles machine;
  private final BlobSink sink;
  private final ContentWriter writer;
  private final Map<String, Read> read = new HashMap<>();
  private SortedMap<String, RemoteFile> listed;
  private String remark = "";

  /** A file's content, and what the list before it said of it. */
  private record Read(RemoteFile before, IdList content, long bytes, boolean settled) {
    Read settledBy(@Nullable RemoteFile after) {
      boolean still = after != null && after.hasContentOf(before) && bytes == before.size();
      return new Read(before, content, bytes, still);
    }
  }

  FileReading(MachineFiles machine, BlobSink sink, ContentWriter writer) {
    this.machine = machine;
    this.sink = sink;
    this.writer = writer;
    this.listed = machine.list();
  }

  /**
   * @param former the files of an earlier backup, by path
   */
  void run(Map<String, Node> former) {
    listed.forEach((path, file) -> reuse(file, former.get(path)));
    for (int round = 0; round < ROUNDS; round++) {
      List<String> missing = missing();
      if (missing.isEmpty()) {
        return;
      }
      SortedMap<String, RemoteFile> before = listed;
      remark = machine.read(missing, new Receiver(before));
      SortedMap<String, RemoteFile> after = machine.list();
      missing.forEach(
          path -> read.computeIfPresent(path, (same, one) -> one.settledBy(after.get(path))));
      listed = after;
    }
  }

  /** The machine's last list. */
  SortedMap<String, RemoteFile> listed() {
    return listed;
  }

  /** A file as it was read; null for one that never came. */
  @Nullable Node node(RemoteFile file) {
    Read known = read.get(file.path());
    return known == null ? null : file.fileNode(known.content, known.bytes);
  }

  /** What is wrong with files; null when all were read whole. */
  @Nullable String problem() {
    List<String> bad = missing();
    if (bad.isEmpty()) {
      return null;
    }
    String first = bad.getFirst();
    boolean unread = bad.stream().anyMatch(path -> !read.containsKey(path));
    return "%d %s could not be read as %s one moment, such as /%s%s"
        .formatted(
            bad.size(),
            bad.size() == 1 ? "file" : "files",
            bad.size() == 1 ? "it was at" : "they were at",
            first,
            unread && !remark.isEmpty() ? ": " + remark : ": it is written to all the time");
  }

  private void reuse(RemoteFile file, @Nullable Node node) {
    IdList content = node == null ? null : node.content();
    if (node != null && content != null && file.isFile() && file.hasContentOf(node)) {
      if (content.stream().allMatch(blob -> sink.has(BlobKind.DATA, blob))) {
        read.put(file.path(), new Read(file, content, node.size(), true));
      }
    }
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>();
    listed.forEach(
        (path, file) -> {
          Read known = read.get(path);
          boolean good = known != null && known.settled && file.hasContentOf(known.before);
          if (file.isFile() && !good) {
            missing.add(path);
          }
        });
    return missing;
  }

  /** Puts each file that comes into the vault. */
  private final class Receiver implements TarSplitter.Files {
    private final Map<String, RemoteFile> before;
    private @Nullable RemoteFile current;

    Receiver(Map<String, RemoteFile> before) {
      this.before = before;
    }

    @Override
    public void begin(String path, long size) {
      current = before.get(path);
      if (current == null) {
        throw new MachineFilesException(
            machine.machine() + " sent a file that it was not asked for: /" + path);
      }
    }

    @Override
    public void content(byte[] bytes, int offset, int length) {
      writer.write(bytes, offset, length);
    }

    @Override
    public void end() {
      RemoteFile file = current;
      if (file != null) {
        long bytes = writer.bytes();
        read.put(file.path(), new Read(file, writer.finish(), bytes, false));
      }
    }
  }
}
