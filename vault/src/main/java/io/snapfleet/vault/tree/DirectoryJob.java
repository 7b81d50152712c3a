package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.TreeWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One directory being archived. It starts a job for each thing in it that needs work; whichever
 * ends last writes the directory's tree and tells the directory above. Nobody waits.
 */
final class DirectoryJob {
  private static final int BATCH_FILES = 32;
  private static final long BATCH_BYTES = 1 << 20;

  private final ArchiveRun run;
  private final SourceEntry entry;
  private final @Nullable DirectoryJob above;
  private final int slotAbove;
  private final @Nullable Node previous;
  private final @Nullable Id previousTree;
  private final Set<Integer> changedBelow = ConcurrentHashMap.newKeySet();
  private final AtomicInteger pending = new AtomicInteger(1);
  private List<SourceEntry> children = List.of();
  private @Nullable Id listing;
  private @Nullable KnownDirectory known;
  private List<Node> before = List.of();
  private AtomicReferenceArray<@Nullable Node> nodes = new AtomicReferenceArray<>(0);

  /** The top of a tree. */
  DirectoryJob(ArchiveRun run, SourceEntry entry, @Nullable Id previousTree) {
    this(run, entry, null, 0, null, previousTree);
  }

  /**
   * @param previous the directory in the earlier archive; null where that has none or was not read
   */
  private DirectoryJob(
      ArchiveRun run,
      SourceEntry entry,
      @Nullable DirectoryJob above,
      int slotAbove,
      @Nullable Node previous,
      @Nullable Id previousTree) {
    this.run = run;
    this.entry = entry;
    this.above = above;
    this.slotAbove = slotAbove;
    this.previous = previous;
    this.previousTree = previousTree;
  }

  void start() {
    try {
      children = new ArrayList<>(entry.children(run.problems()));
    } catch (IOException e) {
      run.problems().add(entry.path(), e);
      leaveOut();
      return;
    }
    children.sort(Comparator.comparing(SourceEntry::name));
    nodes = new AtomicReferenceArray<>(children.size());
    listing = ListingHash.of(children);
    known = run.notes().find(previousTree, listing);
    if (known != null) {
      goBelow(known.subtrees());
    } else {
      compareWith(run.earlier(previousTree, entry.path()));
    }
    childDone();
  }

  /** The listing is what it was, so that only directories below can have changed. */
  private void goBelow(IdList subtrees) {
    List<Runnable> directories = new ArrayList<>();
    for (int slot = 0; slot < children.size(); slot++) {
      SourceEntry child = children.get(slot);
      if (child.kind() == NodeKind.FILE) {
        run.meter().expect(1, child.size());
        unmodified(child);
      } else if (child.kind() == NodeKind.DIRECTORY) {
        pending.incrementAndGet();
        Id subtree = subtrees.get(directories.size());
        directories.add(new DirectoryJob(run, child, this, slot, null, subtree)::start);
      }
    }
    directories.reversed().forEach(run::execute);
  }

  private void unmodified(SourceEntry file) {
    run.tally().file(true, true);
    run.meter().bytesDone(file.size());
    run.meter().fileDone();
  }

  private void compareWith(List<Node> earlier) {
    before = earlier;
    new Children(children).start();
  }

  /** The children being looked at, in their order, beside what they were in the earlier tree. */
  private final class Children {
    private final List<SourceEntry> entries;
    private final List<Runnable> directories = new ArrayList<>();
    private List<FileJob> batch = new ArrayList<>();
    private long batchBytes;
    private int nextBefore;

    Children(List<SourceEntry> entries) {
      this.entries = entries;
    }

    void start() {
      for (int slot = 0; slot < entries.size(); slot++) {
        look(entries.get(slot), slot);
      }
      directories.reversed().forEach(run::execute);
      startBatch();
    }

    private void look(SourceEntry child, int slot) {
      Node earlier = earlier(child);
      switch (child.kind()) {
        case DIRECTORY -> directory(child, slot, earlier);
        case FILE -> file(child, slot, earlier);
        case SOCKET -> {}
        default -> other(child, slot, earlier);
      }
    }

    private @Nullable Node earlier(SourceEntry child) {
      while (nextBefore < before.size()) {
        int order = before.get(nextBefore).name().compareTo(child.name());
        if (order >= 0) {
          return order == 0 && before.get(nextBefore).kind() == child.kind()
              ? before.get(nextBefore)
              : null;
        }
        nextBefore++;
      }
      return null;
    }

    private void directory(SourceEntry child, int slot, @Nullable Node earlier) {
      pending.incrementAndGet();
      Id tree = earlier == null ? null : earlier.subtree();
      DirectoryJob job = new DirectoryJob(run, child, DirectoryJob.this, slot, earlier, tree);
      directories.add(job::start);
    }

    private void file(SourceEntry child, int slot, @Nullable Node earlier) {
      run.meter().expect(1, Math.max(0, child.size()));
      IdList content = earlier == null ? null : earlier.content();
      if (earlier != null
          && content != null
          && child.hasContentOf(earlier)
          && isStored(child, content)) {
        nodes.set(slot, describe(child, earlier, content));
        unmodified(child);
        return;
      }
      pending.incrementAndGet();
      batch.add(new FileJob(run, child, DirectoryJob.this, slot, earlier != null));
      batchBytes += child.size() < 0 ? BATCH_BYTES : child.size();
      if (batch.size() == BATCH_FILES || batchBytes >= BATCH_BYTES) {
        startBatch();
      }
    }

    private @Nullable Node describe(SourceEntry child, Node earlier, IdList content) {
      if (child.isDescribedBy(earlier)) {
        return earlier;
      }
      try {
        return child.describe(run.problems()).withContent(content, earlier.size());
      } catch (IOException e) {
        run.problems().add(child.path(), e);
        return null;
      }
    }

    private boolean isStored(SourceEntry child, IdList content) {
      for (Id blob : content) {
        if (!run.sink().has(BlobKind.DATA, blob)) {
          run.problems()
              .add(
                  new Problem(
                      child.path(),
                      "blob " + blob.shortHex() + " was missing; the file is stored again"));
          return false;
        }
      }
      return true;
    }

    private void startBatch() {
      if (!batch.isEmpty()) {
        List<FileJob> jobs = batch;
        run.execute(() -> jobs.forEach(FileJob::start));
        batch = new ArrayList<>();
        batchBytes = 0;
      }
    }

    private void other(SourceEntry child, int slot, @Nullable Node earlier) {
      try {
        nodes.set(
            slot,
            earlier != null && child.isDescribedBy(earlier)
                ? earlier
                : child.describe(run.problems()));
      } catch (IOException e) {
        run.problems().add(child.path(), e);
      }
    }
  }

  /** A child's node is made; null when it is left out. */
  void childDone(int slot, @Nullable Node node) {
    nodes.set(slot, node);
    if (known != null) {
      changedBelow.add(slot);
    }
    childDone();
  }

  private void childDone() {
    DirectoryJob job = this;
    while (job != null && job.pending.decrementAndGet() == 0) {
      job = job.finish();
    }
  }

  private void leaveOut() {
    if (above == null) {
      throw new IllegalStateException("the top of the tree cannot be read");
    }
    above.childDone(slotAbove, null);
  }

  /**
   * Stores the tree and gives the node to the directory above, which is returned. Nothing is
   * returned at the top, or where more has to be done before the tree is made.
   */
  private @Nullable DirectoryJob finish() {
    if (known != null && !changedBelow.isEmpty() && !addUnchanged()) {
      compareAfterAll();
      return null;
    }
    Id tree = previousTree != null && isAsBefore() ? previousTree : store();
    note(tree);
    if (above == null) {
      run.finished(tree);
      return null;
    }
    tell(above, tree);
    return above;
  }

  /**
   * Takes from the earlier tree what is beside the directories that have changed; false when it
   * cannot be read.
   */
  private boolean addUnchanged() {
    before = run.earlier(previousTree, entry.path());
    int next = 0;
    for (int slot = 0; slot < children.size(); slot++) {
      if (children.get(slot).kind() != NodeKind.SOCKET) {
        if (next == before.size()) {
          return false;
        }
        Node earlier = before.get(next++);
        if (!changedBelow.contains(slot)) {
          nodes.set(slot, earlier);
        }
      }
    }
    return next == before.size();
  }

  /** All is looked at anew, with nothing to compare it with. */
  private void compareAfterAll() {
    known = null;
    nodes = new AtomicReferenceArray<>(children.size());
    pending.set(1);
    compareWith(List.of());
    childDone();
  }

  /** What has not changed is represented by the earlier node itself. */
  @SuppressWarnings("ReferenceEquality")
  private boolean isAsBefore() {
    if (known != null) {
      return changedBelow.isEmpty();
    }
    if (nodes.length() != before.size()) {
      return false;
    }
    for (int i = 0; i < nodes.length(); i++) {
      if (nodes.get(i) != before.get(i)) {
        return false;
      }
    }
    return true;
  }

  private Id store() {
    TreeWriter writer = new TreeWriter(run.zone());
    for (int i = 0; i < nodes.length(); i++) {
      Node node = nodes.get(i);
      if (node != null) {
        writer.add(node);
      }
    }
    byte[] tree = writer.finish();
    return run.sink().save(BlobKind.TREE, tree, 0, tree.length);
  }

  /** Notes the directory for the next time, unless something in it was left out. */
  private void note(Id tree) {
    if (known != null && changedBelow.isEmpty()) {
      run.notes().add(tree, known);
      return;
    }
    if (listing == null) {
      return;
    }
    IdList.Builder subtrees = new IdList.Builder();
    for (int slot = 0; slot < children.size(); slot++) {
      NodeKind kind = children.get(slot).kind();
      Node node = nodes.get(slot);
      if (node == null && kind != NodeKind.SOCKET) {
        return;
      }
      if (kind == NodeKind.DIRECTORY) {
        subtrees.add(Objects.requireNonNull(Objects.requireNonNull(node).subtree()));
      }
    }
    run.notes().add(tree, new KnownDirectory(listing, subtrees.build()));
  }

  private void tell(DirectoryJob parent, Id tree) {
    boolean sameTree = tree.equals(previousTree);
    run.tally().directory(previousTree != null, sameTree);
    if (parent.known == null) {
      parent.nodes.set(slotAbove, describe(tree, sameTree));
    } else if (!sameTree) {
      parent.nodes.set(slotAbove, describe(tree, false));
      parent.changedBelow.add(slotAbove);
    }
  }

  private @Nullable Node describe(Id tree, boolean sameTree) {
    if (previous != null && sameTree && entry.isDescribedBy(previous)) {
      return previous;
    }
    try {
      return entry.describe(run.problems()).withSubtree(tree);
    } catch (IOException e) {
      run.problems().add(entry.path(), e);
      return null;
    }
  }
}
