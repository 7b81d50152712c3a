package io.snapfleet.fleet.backup;

import io.snapfleet.recipe.BackupRule;
import io.snapfleet.remote.RemoteException;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.SnapshotFile;
import io.snapfleet.vault.repository.BlobSink;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.StoredSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file system of one machine in the vault, as a snapshot of its own, without what every machine
 * has for itself. A fleet has one, of the software its machines have now. Not thread-safe.
 */
public final class MachineArchive {
  /** What there is beside these is a link into them, or is made when a machine boots. */
  private static final List<String> DIRECTORIES =
      List.of("/boot", "/etc", "/home", "/opt", "/root", "/srv", "/usr", "/var");

  private static final List<String> OF_EACH_MACHINE = List.of("/etc/hosts", "/etc/resolv.conf");
  private static final String KIND = "kind=machine";

  private final Repository repository;
  private final String fleet;
  private final BackupRule rule;

  /**
   * @param leftOut what is not archived and not overwritten either, as in {@code CaptureRequest}
   */
  public MachineArchive(Repository repository, String fleet, List<String> leftOut) {
    this.repository = repository;
    this.fleet = fleet;
    this.rule = rule(leftOut);
  }

  /** Which files of a machine an archive has. */
  public static BackupRule rule(List<String> leftOut) {
    List<String> excluded = new ArrayList<>(leftOut);
    excluded.addAll(OF_EACH_MACHINE);
    return new BackupRule(List.of(), DIRECTORIES, excluded, List.of());
  }

  /** The archive of this software, where there is one. */
  public Optional<Id> find(String software) {
    return archives().stream()
        .filter(stored -> stored.file().tags().contains(softwareTag(software)))
        .map(StoredSnapshot::id)
        .findFirst();
  }

  /**
   * Archives a machine; archives of other software are let go once this one is stored.
   *
   * @param software marks what is on it
   */
  public Id store(MachineFiles machine, String software, Clock clock) {
    List<StoredSnapshot> former = archives();
    Instant moment = clock.instant();
    Id stored;
    try (BlobSink sink = repository.write()) {
      Id root = tree(machine, sink, moment);
      sink.flush();
      stored = repository.saveSnapshot(snapshot(root, software, moment));
    }
    former.forEach(old -> repository.deleteSnapshot(old.id()));
    return stored;
  }

  private Id tree(MachineFiles machine, BlobSink sink, Instant moment) {
    ContentWriter writer = new ContentWriter(sink, repository.chunkerPolynomial());
    FileReading reading = new FileReading(machine, sink, writer);
    reading.run(java.util.Map.of());
    String problem = reading.problem();
    if (problem != null) {
      throw new MachineFilesException(problem);
    }
    TreeBuilder tree = new TreeBuilder(moment);
    reading.listed().values().forEach(file -> add(tree, file, reading));
    return tree.store(sink);
  }

  private static void add(TreeBuilder tree, RemoteFile file, FileReading reading) {
    String path = BackupLayout.FILES + "/" + file.path();
    switch (file.kind()) {
      case DIRECTORY -> tree.addDirectory(file, path);
      case SYMLINK -> tree.add(path, file.linkNode());
      default -> {
        Node node = reading.node(file);
        if (node == null) {
          throw new RemoteException("/" + file.path() + " did not come");
        }
        tree.add(path, node);
      }
    }
  }

  /** Reads every byte of it, and throws at the first that is not as it was stored. */
  public void verify(Id archive) {
    for (Node node : new BackupReader(repository, archive).files().values()) {
      IdList content = node.content();
      if (content != null) {
        content.forEach(blob -> repository.load(BlobKind.DATA, blob));
      }
    }
  }

  /** Makes a plain machine's files be those of the archive. */
  public BackupReader.Written unpack(Id archive, MachineFiles machine) {
    return new BackupReader(repository, archive).restoreFiles(machine, rule);
  }

  private List<StoredSnapshot> archives() {
    return repository.snapshots().stream()
        .filter(stored -> stored.file().tags().contains(KIND))
        .filter(stored -> stored.file().hostname().equals(fleet))
        .toList();
  }

  private SnapshotFile snapshot(Id root, String software, Instant moment) {
    return new SnapshotFile(
        moment,
        null,
        root,
        List.of("/" + BackupLayout.FILES),
        fleet,
        "snapfleet",
        0,
        0,
        rule.exclude(),
        List.of("fleet=" + fleet, KIND, softwareTag(software)),
        null,
        "snapfleet",
        null);
  }

  private static String softwareTag(String software) {
    return "software=" + software;
  }
}
