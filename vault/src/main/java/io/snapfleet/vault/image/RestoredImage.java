package io.snapfleet.vault.image;

import java.util.List;

/**
 * What a restore of an image did.
 *
 * @param bytesWritten the rest are holes
 * @param damaged what could not be read from the repository, one sentence each, at most {@link
 *     #MOST_SENTENCES}; those parts of the target are zeros
 * @param damagedBlobs how many blobs that were; the restore is good only when there were none
 */
public record RestoredImage(long size, long bytesWritten, List<String> damaged, int damagedBlobs) {

  static final int MOST_SENTENCES = 20;

  public RestoredImage {
    damaged = List.copyOf(damaged);
  }

  public boolean isWhole() {
    return damagedBlobs == 0;
  }
}
