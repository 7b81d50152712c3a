package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.FormatException;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.format.RawText;
import io.snapfleet.vault.format.TreeReader;
import io.snapfleet.vault.repository.BlobConsumer;
import io.snapfleet.vault.repository.DamagedException;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * One restore: the trees are read, which changes nothing yet; then come the directories and all
 * that has no content, then each pack once, in large reads, then hard links, and at last what
 * directories are said to be, as all else changes them.
 */
final class RestoreRun implements AutoCloseable {
  private final Repository repository;
  private final RestoreRequest request;
  private final ForkJoinPool threads;
  private final ProgressMeter meter;
  private final Queue<Problem> problems = new ConcurrentLinkedQueue<>();
  private final Attributes attributes = new Attributes(problems::add);
  private final RestorePlan plan;
  private final Queue<RestoredFile> files = new ConcurrentLinkedQueue<>();
  private final Queue<MadeDirectory> directories = new ConcurrentLinkedQueue<>();
  private final HardLinks links = new HardLinks();
  private final LongAdder kept = new LongAdder();

  /** A directory whose description is still to be applied. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record MadeDirectory(byte[] path, Node node) {}

  RestoreRun(
      Repository repository, RestoreRequest request, int threads, Progress.Listener listener) {
    this.repository = repository;
    this.request = request;
    this.threads = new ForkJoinPool(threads);
    this.meter = new ProgressMeter(listener);
    this.plan = new RestorePlan(repository);
  }

  RestoredTree restore() throws IOException {
    List<Node> top = TreeWalker.find(repository, request.tree(), request.path());
    RestoreDirectory all = new RestoreDirectory(this, top);
    threads.invoke(ForkJoinTask.adapt(all::read));
    repository.ensureLocks();
    Files.createDirectories(request.target());
    byte[] target = LocalTreeSource.raw(request.target().toRealPath()).bytes();
    threads.invoke(ForkJoinTask.adapt(() -> all.makeAt(target)));
    meter.totalIsFinal();
    writePacks();
    links.make(problems::add);
    describeDirectories();
    if (request.verify()) {
      forEach(files, this::verify);
    }
    meter.finish();
    return new RestoredTree(meter.files(), meter.bytes(), kept.sum(), List.copyOf(problems));
  }

  private void writePacks() {
    forEach(plan.packs(), this::writePack);
  }

  private <T> void forEach(Iterable<T> items, Consumer<T> action) {
    List<ForkJoinTask<?>> tasks = new ArrayList<>();
    for (T item : items) {
      tasks.add(threads.submit(() -> action.accept(item)));
    }
    tasks.forEach(ForkJoinTask::join);
  }

  private void writePack(RestorePlan.PackPlan pack) {
    try {
      repository.readPack(pack.pack(), List.copyOf(pack.blobs().values()), new PieceWriter(pack));
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.NOT_THERE && e.kind() != StoreException.Kind.CORRUPT) {
        throw e;
      }
      pack.blobs().values().forEach(blob -> failed(pack, blob, String.valueOf(e.getMessage())));
    }
  }

  /** Writes the blobs of a pack to all their places. */
  private final class PieceWriter implements BlobConsumer {
    private final RestorePlan.PackPlan pack;

    PieceWriter(RestorePlan.PackPlan pack) {
      this.pack = pack;
    }

    @Override
    public void accept(PackedBlob blob, byte[] content, int offset) {
      for (RestorePlan.Place place : pack.places().getOrDefault(blob.id(), List.of())) {
        write(place, content, offset, blob.plainLength());
      }
    }

    @Override
    public void damaged(PackedBlob blob, DamagedException cause) {
      failed(pack, blob, String.valueOf(cause.getMessage()));
    }
  }

  private void write(RestorePlan.Place place, byte[] content, int offset, int length) {
    RestoredFile file = place.file();
    try {
      if (!file.hasFailed() && file.write(content, offset, length, place.position())) {
        finish(file);
      }
      meter.bytesDone(length);
    } catch (IOException e) {
      failed(file, String.valueOf(e.getMessage()));
    }
  }

  private void failed(RestorePlan.PackPlan pack, PackedBlob blob, String why) {
    for (RestorePlan.Place place : pack.places().getOrDefault(blob.id(), List.of())) {
      failed(place.file(), why);
    }
  }

  void failed(RestoredFile file, String why) {
    if (file.fail()) {
      problems.add(new Problem(PosixCalls.shown(file.path()), "not restored: " + why));
    }
  }

  void finish(RestoredFile file) throws IOException {
    file.finish(attributes);
    meter.fileDone();
  }

  boolean isThere(RestoredFile file) {
    return FileVerifier.isThere(repository, file.path(), file.node());
  }

  /** Leaves the content of a file that is there, and gives it its description. */
  void keep(RestoredFile file) throws IOException {
    attributes.apply(file.path(), file.node());
    kept.increment();
    meter.bytesDone(file.node().size());
    meter.fileDone();
  }

  private void describeDirectories() {
    List<MadeDirectory> deepestFirst =
        directories.stream()
            .sorted((one, other) -> Integer.compare(other.path().length, one.path().length))
            .toList();
    deepestFirst.forEach(made -> attributes.apply(made.path(), made.node()));
  }

  private void verify(RestoredFile file) {
    if (!file.hasFailed()) {
      FileVerifier.verify(repository, file, problems::add);
    }
  }

  /** The nodes of a directory's tree; none, with a problem reported, when it cannot be read. */
  List<Node> nodes(Id tree, String path) {
    try {
      return TreeReader.read(repository.load(BlobKind.TREE, tree));
    } catch (DamagedException | FormatException e) {
      problems.add(new Problem(path, String.valueOf(e.getMessage())));
      return List.of();
    }
  }

  RestoreRequest request() {
    return request;
  }

  Problems problems() {
    return problems::add;
  }

  Attributes attributes() {
    return attributes;
  }

  RestorePlan plan() {
    return plan;
  }

  HardLinks links() {
    return links;
  }

  ProgressMeter meter() {
    return meter;
  }

  void add(RestoredFile file) {
    files.add(file);
  }

  void add(MadeDirectory directory) {
    directories.add(directory);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }

  /** A child's path in the snapshot, for includes. */
  static String below(String directory, RawText name) {
    return directory + "/" + name.text();
  }
}
