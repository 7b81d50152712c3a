package io.snapfleet.vault.tree;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what is done and tells a listener now and then. Thread-safe. */
final class ProgressMeter {
  private static final long INTERVAL = 100_000_000;

  private final Progress.Listener listener;
  private final LongAdder files = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder totalFiles = new LongAdder();
  private final LongAdder totalBytes = new LongAdder();
  private final AtomicLong next = new AtomicLong(System.nanoTime() + INTERVAL);
  private final ReentrantLock telling = new ReentrantLock();
  private volatile boolean totalIsFinal;

  ProgressMeter(Progress.Listener listener) {
    this.listener = listener;
  }

  void expect(long moreFiles, long moreBytes) {
    totalFiles.add(moreFiles);
    totalBytes.add(moreBytes);
  }

  void totalIsFinal() {
    totalIsFinal = true;
  }

  void fileDone() {
    files.increment();
    tell();
  }

  void bytesDone(long more) {
    bytes.add(more);
    tell();
  }

  long files() {
    return files.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  private void tell() {
    long now = System.nanoTime();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + INTERVAL) && telling.tryLock()) {
      try {
        listener.progress(now());
      } finally {
        telling.unlock();
      }
    }
  }

  /** Tells how it ended. */
  void finish() {
    telling.lock();
    try {
      listener.progress(now());
    } finally {
      telling.unlock();
    }
  }

  private Progress now() {
    return new Progress(files.sum(), bytes.sum(), totalFiles.sum(), totalBytes.sum(), totalIsFinal);
  }
}
