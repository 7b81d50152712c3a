package io.snapfleet.vault.tree;

import io.snapfleet.vault.chunk.ContentChunker;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One file being read. Short ones are one chunk; of long ones, the reader finds where chunks end
 * and other threads store them.
 */
final class FileJob {
  private final ArchiveRun run;
  private final SourceEntry entry;
  private final DirectoryJob directory;
  private final int slot;
  private final boolean existed;
  private final ConcurrentHashMap<Integer, Id> chunks = new ConcurrentHashMap<>();
  private final AtomicInteger pending = new AtomicInteger(1);
  private @Nullable Node description;
  private long size;

  FileJob(ArchiveRun run, SourceEntry entry, DirectoryJob directory, int slot, boolean existed) {
    this.run = run;
    this.entry = entry;
    this.directory = directory;
    this.slot = slot;
    this.existed = existed;
  }

  void start() {
    try (SourceContent content = entry.open()) {
      Node described = entry.describe(run.problems());
      new Reading(content).readAll();
      if (content.changedMeanwhile()) {
        run.problems().add(new Problem(entry.path(), "changed while it was read"));
      }
      description = described;
    } catch (IOException e) {
      run.problems().add(entry.path(), e);
    }
    partDone();
  }

  private void partDone() {
    if (pending.decrementAndGet() > 0) {
      return;
    }
    Node described = description;
    if (described != null) {
      run.tally().file(existed, false);
    }
    run.meter().fileDone();
    directory.childDone(slot, described == null ? null : described.withContent(content(), size));
  }

  private IdList content() {
    IdList.Builder ids = new IdList.Builder();
    for (int i = 0; i < chunks.size(); i++) {
      ids.add(Objects.requireNonNull(chunks.get(i)));
    }
    return ids.build();
  }

  /** The state of reading: a buffer, and the part of it that is no chunk yet. */
  private final class Reading {
    private final SourceContent content;
    private byte[] buffer = run.buffers().take();
    private int from;
    private int to;
    private int count;
    private boolean atEnd;

    Reading(SourceContent content) {
      this.content = content;
    }

    void readAll() throws IOException {
      try {
        fill(ContentChunker.MINIMUM);
        if (atEnd && to < ContentChunker.MINIMUM) {
          if (to > 0) {
            storeHere(to);
          }
          return;
        }
        chunkAll();
      } finally {
        run.buffers().giveBack(buffer);
      }
    }

    private void chunkAll() throws IOException {
      ContentChunker chunker = new ContentChunker(run.tables());
      while (!atEnd || from < to) {
        int length = chunker.next(buffer, from, to, atEnd);
        if (length > 0) {
          store(length);
        } else if (!atEnd) {
          fill(to - from + ContentChunker.MINIMUM);
        }
      }
    }

    /** Reads until so many bytes wait to be chunked, or to the end. */
    private void fill(int least) throws IOException {
      if (from > 0) {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
      }
      while (to < least && !atEnd) {
        int read = content.read(buffer, to, buffer.length - to);
        if (read < 0) {
          atEnd = true;
        } else {
          to += read;
          size += read;
          run.meter().bytesDone(read);
        }
      }
    }

    private void store(int length) {
      if (!run.buffers().mayHandOver()) {
        storeHere(length);
        return;
      }
      byte[] full = buffer;
      int offset = from;
      int number = count++;
      from += length;
      buffer = run.buffers().take();
      System.arraycopy(full, from, buffer, 0, to - from);
      to -= from;
      from = 0;
      pending.incrementAndGet();
      run.execute(() -> storeThere(full, offset, length, number));
    }

    private void storeHere(int length) {
      chunks.put(count++, run.sink().save(BlobKind.DATA, buffer, from, length));
      from += length;
    }

    private void storeThere(byte[] full, int offset, int length, int number) {
      try {
        chunks.put(number, run.sink().save(BlobKind.DATA, full, offset, length));
      } finally {
        run.buffers().handedBack(full);
      }
      partDone();
    }
  }
}
