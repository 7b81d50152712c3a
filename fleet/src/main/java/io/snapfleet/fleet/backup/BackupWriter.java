package io.snapfleet.fleet.backup;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Backup.Part;
import io.snapfleet.fleet.model.Backup.PartName;
import io.snapfleet.recipe.BackupRule;
import io.snapfleet.remote.RemoteException;
import io.snapfleet.vault.format.FileMode;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeBuilder;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import io.snapfleet.vault.format.SnapshotFile;
import io.snapfleet.vault.repository.BlobSink;
import io.snapfleet.vault.repository.Repository;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stores one backup as one snapshot. The database comes first, and its moment is the backup's; the
 * files follow, so that each file the database knows of is there. A part that cannot be read is
 * left out with its reason; when the vault cannot be written, or no part could be read, nothing is
 * stored. Not thread-safe.
 */
public final class BackupWriter {
  private final Repository repository;
  private final Clock clock;
  private final List<Part> parts = new ArrayList<>();
  private final Map<String, Long> rows = new TreeMap<>();

  public BackupWriter(Repository repository, Clock clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /** Gives the database's dump. */
  public interface Dump {
    /** The machine it is taken on. */
    String machine();

    /**
     * Throws {@link DumpException} when it did not come whole.
     *
     * @return how many rows each table has in it; empty where the recipe counts none
     */
    Map<String, Long> writeTo(OutputStream out);
  }

  /** The database could not be dumped; the message is the reason. */
  public static final class DumpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DumpException(String message) {
      super(message);
    }
  }

  /**
   * What is backed up.
   *
   * @param dump null where the application has no database
   * @param files null where the application has no files
   * @param parent the vault's snapshot of an earlier backup whose files need not be read again
   */
  public record Source(
      String recipe,
      String recipeVersion,
      String applicationVersion,
      @Nullable Dump dump,
      @Nullable MachineFiles files,
      BackupRule rule,
      @Nullable Id parent) {}

  /** Stores the backup and returns it as it is in the vault. */
  public Backup write(Backup backup, Source source) {
    try (BlobSink sink = repository.write()) {
      Instant moment = clock.instant();
      TreeBuilder tree = new TreeBuilder(moment);
      ContentWriter writer = new ContentWriter(sink, repository.chunkerPolynomial());
      if (source.dump() != null) {
        addDump(tree, writer, source.dump(), moment);
      }
      if (source.files() != null) {
        addFiles(tree, writer, sink, source.files(), source);
      }
      Instant until = clock.instant();
      refuseEmpty(backup);
      sink.flush();
      Backup.Detail detail =
          new Backup.Detail(
              source.recipe(),
              source.recipeVersion(),
              source.applicationVersion(),
              until,
              parts,
              sink.statistics().storedBytes(),
              rows);
      addManifest(tree, writer, Manifest.write(backup, moment, detail), moment);
      Id root = tree.store(sink);
      sink.flush();
      Id stored = repository.saveSnapshot(snapshot(backup, source, moment, root));
      return backup.stored(moment, clock.instant(), stored.hex(), detail);
    }
  }

  private void addDump(TreeBuilder tree, ContentWriter writer, Dump dump, Instant moment) {
    try {
      rows.putAll(dump.writeTo(writer));
    } catch (DumpException | RemoteException failed) {
      writer.abandon();
      parts.add(
          new Part(PartName.DATABASE, dump.machine(), 0, 0, String.valueOf(failed.getMessage())));
      return;
    }
    long bytes = writer.bytes();
    tree.add(BackupLayout.DUMP, ownFile("dump", writer.finish(), bytes, moment));
    parts.add(new Part(PartName.DATABASE, dump.machine(), 1, bytes, null));
  }

  private void addFiles(
      TreeBuilder tree, ContentWriter writer, BlobSink sink, MachineFiles files, Source source) {
    FileCount count = new FileCount(files.machine(), source.rule());
    try {
      FileReading reading = new FileReading(files, sink, writer);
      reading.run(former(source.parent()));
      reading.listed().values().forEach(file -> addFile(tree, file, reading, count));
      parts.addAll(0, count.parts(reading.problem()));
    } catch (MachineFilesException | RemoteException failed) {
      writer.abandon();
      parts.addAll(0, count.failed(String.valueOf(failed.getMessage())));
    }
  }

  private static void addFile(
      TreeBuilder tree, RemoteFile file, FileReading reading, FileCount count) {
    String path = BackupLayout.FILES + "/" + file.path();
    switch (file.kind()) {
      case DIRECTORY -> tree.addDirectory(file, path);
      case SYMLINK -> tree.add(path, file.linkNode());
      default -> {
        Node node = reading.node(file);
        if (node == null) {
          return;
        }
        tree.add(path, node);
      }
    }
    count.add(file);
  }

  private Map<String, Node> former(@Nullable Id parent) {
    Id tree = parent == null ? null : repository.snapshot(parent).file().tree();
    return tree == null ? Map.of() : new SnapshotTree(repository, tree).below(BackupLayout.FILES);
  }

  private void refuseEmpty(Backup backup) {
    if (parts.stream().noneMatch(part -> part.items() > 0)) {
      throw new MachineFilesException(
          parts.stream()
              .map(Part::problem)
              .filter(problem -> problem != null)
              .findFirst()
              .orElse("fleet %s has nothing to back up".formatted(backup.fleet())));
    }
  }

  private static void addManifest(
      TreeBuilder tree, ContentWriter writer, byte[] json, Instant moment) {
    writer.write(json, 0, json.length);
    tree.add(
        BackupLayout.MANIFEST,
        ownFile(BackupLayout.MANIFEST, writer.finish(), json.length, moment));
  }

  private static Node ownFile(String name, IdList content, long bytes, Instant moment) {
    return new NodeBuilder(RawText.of(name), NodeKind.FILE)
        .mode(FileMode.ofKernel(0100600))
        .times(moment, moment, moment)
        .links(1)
        .content(content)
        .size(bytes)
        .build();
  }

  private static SnapshotFile snapshot(Backup backup, Source source, Instant moment, Id root) {
    return new SnapshotFile(
        moment,
        source.parent(),
        root,
        BackupLayout.PATHS,
        backup.fleet(),
        "snapfleet",
        0,
        0,
        source.rule().exclude(),
        BackupLayout.tags(backup, source.recipe(), source.applicationVersion()),
        null,
        "snapfleet",
        null);
  }
}
