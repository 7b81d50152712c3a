package io.snapfleet.vault.repository;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.crypto.DataKey;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackHeader;
import io.snapfleet.vault.store.Backend;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Ends packs with their headers, names them and stores them. Thread-safe. */
final class PackStore {
  private final Backend backend;
  private final DataKey key;
  private final Runnable checkLocks;

  /**
   * @param checkLocks throws when nothing may be written any more
   */
  PackStore(Backend backend, DataKey key, Runnable checkLocks) {
    this.backend = backend;
    this.key = key;
    this.checkLocks = checkLocks;
  }

  /** Stores the pack and returns its name once it is durable. */
  Id store(OpenPack pack) {
    List<ByteBuffer> parts = new ArrayList<>(pack.parts());
    parts.add(header(pack));
    Id id = hash(parts);
    checkLocks.run();
    backend.save(Backend.Kind.DATA, id.hex(), parts.toArray(ByteBuffer[]::new));
    return id;
  }

  private ByteBuffer header(OpenPack pack) {
    byte[] plain = PackHeader.write(pack.blobs());
    int length = plain.length + key.overhead();
    byte[] sealed = new byte[length + PackHeader.LENGTH_FIELD];
    key.encrypt(plain, 0, plain.length, sealed, 0);
    ByteBuffer out = ByteBuffer.wrap(sealed).order(ByteOrder.LITTLE_ENDIAN);
    return out.putInt(length, length);
  }

  private static Id hash(List<ByteBuffer> parts) {
    MessageDigest digest = BlobHash.newDigest();
    parts.forEach(part -> digest.update(part.duplicate()));
    return Id.of(digest.digest());
  }
}
