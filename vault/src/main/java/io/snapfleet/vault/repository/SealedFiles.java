package io.snapfleet.vault.repository;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.crypto.DataKey;
import io.snapfleet.vault.crypto.WrongMacException;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.StoreException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The repository's encrypted documents: snapshots, indexes, locks and the config. Each is named by
 * the hash of its stored bytes. Thread-safe.
 */
final class SealedFiles {
  private static final int LONGEST_DOCUMENT = 1 << 30;
  private static final byte COMPRESSED = 2;

  private final Backend backend;
  private final LocalCopies copies;
  private final DataKey key;
  private final Zstandard zstandard;
  private final boolean compress;

  SealedFiles(
      Backend backend, LocalCopies copies, DataKey key, Zstandard zstandard, boolean compress) {
    this.backend = backend;
    this.copies = copies;
    this.key = key;
    this.zstandard = zstandard;
    this.compress = compress;
  }

  Id save(Kind kind, byte[] json) {
    byte[] sealed = seal(json);
    Id id = Id.of(BlobHash.of(sealed));
    backend.save(kind, id.hex(), ByteBuffer.wrap(sealed));
    return id;
  }

  void saveConfig(byte[] json) {
    backend.save(Kind.CONFIG, "", ByteBuffer.wrap(encrypt(json, 0, json.length)));
  }

  byte[] loadConfig() {
    return open(backend.load(Kind.CONFIG, "", 0, 0), "the repository's config");
  }

  byte[] load(Kind kind, Id id) {
    if ((kind == Kind.INDEX || kind == Kind.SNAPSHOT) && copies.areKept()) {
      try {
        return open(kind, id, copies.load(kind, id.hex(), 0, 0));
      } catch (DamagedException e) {
        copies.forget(kind, id.hex());
      }
    }
    return open(kind, id, backend.load(kind, id.hex(), 0, 0));
  }

  private byte[] open(Kind kind, Id id, ByteBuffer stored) {
    String what = "%s %s".formatted(kind.directory(), id.hex());
    byte[] hash = BlobHash.of(stored.array(), stored.arrayOffset(), stored.remaining());
    if (!Id.of(hash).equals(id)) {
      throw new DamagedException(
          "%s in %s is damaged: its bytes do not match its name."
              .formatted(what, backend.location()));
    }
    return open(stored, what);
  }

  private byte[] seal(byte[] json) {
    if (!compress) {
      return encrypt(json, 0, json.length);
    }
    try (Zstandard.Lent lent = zstandard.lend()) {
      int length = lent.compress(json, 0, json.length);
      byte[] plain = new byte[length + 1];
      plain[0] = COMPRESSED;
      System.arraycopy(lent.out(), 0, plain, 1, length);
      return encrypt(plain, 0, plain.length);
    }
  }

  private byte[] encrypt(byte[] plain, int offset, int length) {
    byte[] sealed = new byte[length + key.overhead()];
    key.encrypt(plain, offset, length, sealed, 0);
    return sealed;
  }

  private byte[] open(ByteBuffer stored, String what) {
    byte[] plain = new byte[Math.max(0, stored.remaining() - key.overhead())];
    try {
      key.decrypt(stored.array(), stored.arrayOffset(), stored.remaining(), plain, 0);
    } catch (WrongMacException e) {
      throw new DamagedException(
          "%s in %s is damaged: it does not decrypt.".formatted(what, backend.location()), e);
    }
    if (plain.length == 0 || plain[0] == '{' || plain[0] == '[') {
      return plain;
    }
    if (plain[0] != COMPRESSED) {
      throw new StoreException(
          StoreException.Kind.CORRUPT, what + " is stored in an unknown way: " + plain[0]);
    }
    return zstandard.decompressDocument(
        Arrays.copyOfRange(plain, 1, plain.length), 0, plain.length - 1, LONGEST_DOCUMENT);
  }
}
