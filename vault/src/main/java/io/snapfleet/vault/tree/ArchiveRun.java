package io.snapfleet.vault.tree;

import io.snapfleet.vault.chunk.RabinTables;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.FormatException;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.TreeReader;
import io.snapfleet.vault.repository.BlobSink;
import io.snapfleet.vault.repository.DamagedException;
import io.snapfleet.vault.repository.Repository;
import java.time.ZoneId;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * One archive being made: what its jobs share. Each thread takes the newest job first, which walks
 * the tree depth first and so keeps few directories open; idle threads take the oldest of others.
 */
final class ArchiveRun implements AutoCloseable {
  private final Repository repository;
  private final BlobSink sink;
  private final DirectoryNotes notes;
  private final ForkJoinPool threads;
  private final Queue<Problem> problems = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Id> done = new CompletableFuture<>();
  private final ArchiveTally tally = new ArchiveTally();
  private final ProgressMeter meter;
  private final ChunkBuffers buffers;
  private final RabinTables tables;

  ArchiveRun(
      Repository repository,
      BlobSink sink,
      DirectoryNotes notes,
      int threads,
      Progress.Listener listener) {
    this.repository = repository;
    this.sink = sink;
    this.notes = notes;
    this.threads = new ForkJoinPool(threads);
    this.meter = new ProgressMeter(listener);
    this.buffers = new ChunkBuffers(2 * threads + 2, threads);
    this.tables = new RabinTables(repository.chunkerPolynomial());
  }

  ArchivedTree archive(TreeSource source, @Nullable Id parent) {
    execute(() -> new DirectoryJob(this, new TopDirectory(source), parent).start());
    try {
      Id tree = done.join();
      meter.totalIsFinal();
      meter.finish();
      return new ArchivedTree(tree, tally.counts(meter.bytes()), List.copyOf(problems));
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Runs a job soon; what it throws ends the whole archive. */
  void execute(Runnable job) {
    threads.execute(() -> guard(job));
  }

  private void guard(Runnable job) {
    if (done.isDone()) {
      return;
    }
    try {
      job.run();
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }

  void finished(Id tree) {
    done.complete(tree);
  }

  Problems problems() {
    return problems::add;
  }

  BlobSink sink() {
    return sink;
  }

  DirectoryNotes notes() {
    return notes;
  }

  ZoneId zone() {
    return repository.zone();
  }

  ArchiveTally tally() {
    return tally;
  }

  ProgressMeter meter() {
    return meter;
  }

  ChunkBuffers buffers() {
    return buffers;
  }

  RabinTables tables() {
    return tables;
  }

  /** The nodes of an earlier tree; none, with a problem reported, when it cannot be read. */
  List<Node> earlier(@Nullable Id tree, String path) {
    if (tree == null) {
      return List.of();
    }
    try {
      return TreeReader.read(repository.load(BlobKind.TREE, tree));
    } catch (DamagedException | FormatException e) {
      problems.add(new Problem(path, "the earlier archive cannot be compared: " + e.getMessage()));
      return List.of();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
