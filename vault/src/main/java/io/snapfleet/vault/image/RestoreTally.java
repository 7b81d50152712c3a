package io.snapfleet.vault.image;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a restore did. Thread-safe. */
final class RestoreTally {

  private final ImageProgress progress;
  private final LongAdder bytesWritten = new LongAdder();
  private final LongAdder damagedBlobs = new LongAdder();
  private final List<String> sentences = new ArrayList<>();

  RestoreTally(ImageProgress progress) {
    this.progress = progress;
  }

  void written(int bytes) {
    bytesWritten.add(bytes);
    progress.advanced(bytes);
  }

  void skipped(int bytes) {
    progress.advanced(bytes);
  }

  synchronized void damaged(String sentence) {
    damagedBlobs.increment();
    if (sentences.size() < RestoredImage.MOST_SENTENCES) {
      sentences.add(sentence);
    }
  }

  synchronized RestoredImage result(long size) {
    return new RestoredImage(size, bytesWritten.sum(), sentences, damagedBlobs.intValue());
  }
}
