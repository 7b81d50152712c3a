package io.snapfleet.fleet.backup;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.repository.Repository;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** The bytes of a file in the vault, fetched blob by blob as they are read. Not thread-safe. */
final class ContentStream extends InputStream {
  private final Repository repository;
  private final Iterator<Id> rest;
  private byte[] blob = new byte[0];
  private int at;

  ContentStream(Repository repository, List<Id> content) {
    this.repository = repository;
    this.rest = content.iterator();
  }

  @Override
  public int read() {
    return fetch() ? blob[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!fetch()) {
      return -1;
    }
    int count = Math.min(length, blob.length - at);
    System.arraycopy(blob, at, bytes, offset, count);
    at += count;
    return count;
  }

  private boolean fetch() {
    while (at == blob.length) {
      if (!rest.hasNext()) {
        return false;
      }
      blob = repository.load(BlobKind.DATA, rest.next());
      at = 0;
    }
    return true;
  }
}
