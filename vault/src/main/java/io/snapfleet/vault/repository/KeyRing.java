package io.snapfleet.vault.repository;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.crypto.DataKey;
import io.snapfleet.vault.crypto.PasswordKey;
import io.snapfleet.vault.crypto.ScryptParameters;
import io.snapfleet.vault.crypto.WrongMacException;
import io.snapfleet.vault.format.FormatException;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.KeyFile;
import io.snapfleet.vault.format.MasterKeyFile;
import io.snapfleet.vault.format.RawText;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The repository's key files: one for each password, all holding the same master key. */
final class KeyRing {
  private final Backend backend;

  KeyRing(Backend backend) {
    this.backend = backend;
  }

  /** The master key, and which key file gave it. */
  record Opened(Id keyFile, DataKey master) {}

  /** Tries the password on every key file. */
  Opened open(char[] password) {
    List<Backend.Entry> entries = backend.list(Kind.KEY);
    if (entries.isEmpty()) {
      throw new NotARepositoryException(
          "The repository at " + backend.location() + " has no key, so nothing can open it.");
    }
    for (Backend.Entry entry : entries) {
      if (Id.isHex(entry.name())) {
        DataKey master = tryOpen(Id.parse(entry.name()), password);
        if (master != null) {
          return new Opened(Id.parse(entry.name()), master);
        }
      }
    }
    throw new WrongPasswordException(backend.location(), entries.size());
  }

  private @Nullable DataKey tryOpen(Id id, char[] password) {
    KeyFile file = read(id);
    ScryptParameters parameters = parameters(id, file);
    byte[] sealed = file.data().bytes();
    byte[] json = new byte[Math.max(0, sealed.length - DataKey.OVERHEAD)];
    try {
      PasswordKey.derive(password, parameters).decrypt(sealed, 0, sealed.length, json, 0);
    } catch (WrongMacException e) {
      return null;
    }
    MasterKeyFile keys = MasterKeyFile.read(json);
    return DataKey.of(keys.encrypt().bytes(), keys.macK().bytes(), keys.macR().bytes());
  }

  private KeyFile read(Id id) {
    ByteBuffer stored = backend.load(Kind.KEY, id.hex(), 0, 0);
    byte[] json = new byte[stored.remaining()];
    stored.get(json);
    try {
      return KeyFile.read(json);
    } catch (FormatException e) {
      throw new DamagedException(
          "The key file %s in %s is damaged: %s"
              .formatted(id.hex(), backend.location(), e.getMessage()),
          e);
    }
  }

  private static ScryptParameters parameters(Id id, KeyFile file) {
    if (!file.kdf().equals(KeyFile.SCRYPT)) {
      throw new UnsupportedRepositoryException(
          "The key file " + id.hex() + " uses another key derivation than scrypt.");
    }
    try {
      return new ScryptParameters(file.n(), file.r(), file.p(), file.salt().bytes());
    } catch (IllegalArgumentException e) {
      throw new DamagedException("The key file " + id.hex() + " is damaged: " + e.getMessage(), e);
    }
  }

  /** Stores the master key once more, for another password. */
  Id add(DataKey master, char[] password, ProcessIdentity us, RepositorySettings settings) {
    ScryptParameters parameters = ScryptParameters.forNewKey(settings.keyCost(), settings.random());
    byte[] json =
        new MasterKeyFile(
                RawText.of(master.macK()),
                RawText.of(master.macR()),
                RawText.of(master.encryptionKey()))
            .toJson();
    byte[] sealed = new byte[json.length + DataKey.OVERHEAD];
    PasswordKey.derive(password, parameters).encrypt(json, 0, json.length, sealed, 0);
    byte[] file =
        new KeyFile(
                settings.clock().instant(),
                us.username(),
                us.hostname(),
                KeyFile.SCRYPT,
                parameters.n(),
                parameters.r(),
                parameters.p(),
                RawText.of(parameters.salt()),
                RawText.of(sealed))
            .toJson(settings.zone());
    Id id = Id.of(BlobHash.of(file));
    backend.save(Kind.KEY, id.hex(), ByteBuffer.wrap(file));
    return id;
  }
}
