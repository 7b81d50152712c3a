package io.snapfleet.vault.repository;

import io.snapfleet.vault.chunk.ChunkerPolynomial;
import io.snapfleet.vault.crypto.DataKey;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Config;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IndexFile;
import io.snapfleet.vault.format.LockFile;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.format.SnapshotFile;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An open repository. Thread-safe. */
public final class Repository implements AutoCloseable {
  private final Backend backend;
  private final RepositorySettings settings;
  private final ProcessIdentity us = ProcessIdentity.current();
  private final Id keyFile;
  private final DataKey key;
  private final Config config;
  private final Zstandard zstandard;
  private final LocalCopies copies;
  private final SealedFiles files;
  private final PackReader packs;
  private final Snapshots snapshots;
  private final Locks locks;
  private final IndexLoader indexes;
  private final Set<RepositoryLock> held = ConcurrentHashMap.newKeySet();
  private final CurrentIndex index;

  private Repository(
      Backend backend,
      RepositorySettings settings,
      KeyRing.Opened opened,
      Config config,
      Zstandard zstandard) {
    this.backend = backend;
    this.settings = settings;
    this.keyFile = opened.keyFile();
    this.key = opened.master();
    this.config = config;
    this.zstandard = zstandard;
    this.copies = LocalCopies.of(backend, copyDirectory(settings, config.id()));
    boolean compress = config.version() >= Config.VERSION;
    this.files = new SealedFiles(backend, copies, key, zstandard, compress);
    this.packs = new PackReader(backend, copies, key, new BlobOpener(key, zstandard));
    this.snapshots = new Snapshots(backend, files);
    this.indexes = new IndexLoader(backend, files);
    this.index = new CurrentIndex(indexes, new IndexNote(notes()));
    this.locks = new Locks(backend, files, settings, us);
  }

  /**
   * Makes a new repository where there is none, or only the key of one whose making was cut off.
   */
  public static Repository init(Backend backend, char[] password, RepositorySettings settings) {
    if (hasConfig(backend)) {
      throw alreadyThere(backend);
    }
    boolean cutOff = !backend.list(Kind.KEY).isEmpty();
    KeyRing.Opened key =
        cutOff ? keyOfCutOff(backend, password) : newKey(backend, password, settings);
    Config config =
        new Config(
            Config.VERSION,
            Id.random(settings.random()),
            ChunkerPolynomial.random(settings.random()));
    Zstandard zstandard = new Zstandard(settings.compressionLevel());
    try {
      new SealedFiles(backend, LocalCopies.of(backend, null), key.master(), zstandard, true)
          .saveConfig(config.toJson());
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.ALREADY_THERE) {
        throw e;
      }
      if (!cutOff) {
        backend.delete(Kind.KEY, key.keyFile().hex());
      }
      throw alreadyThere(backend);
    }
    return new Repository(backend, settings, key, config, zstandard);
  }

  private static NotARepositoryException alreadyThere(Backend backend) {
    return new NotARepositoryException(
        "There is a repository at " + backend.location() + " already; open it instead.");
  }

  private static KeyRing.Opened newKey(
      Backend backend, char[] password, RepositorySettings settings) {
    DataKey master = DataKey.random(settings.random());
    Id file = new KeyRing(backend).add(master, password, ProcessIdentity.current(), settings);
    return new KeyRing.Opened(file, master);
  }

  private static KeyRing.Opened keyOfCutOff(Backend backend, char[] password) {
    if (!backend.list(Kind.SNAPSHOT).isEmpty() || !backend.list(Kind.DATA).isEmpty()) {
      throw new NotARepositoryException(
          "The repository at %s has lost its config; put that back from a copy."
              .formatted(backend.location()));
    }
    try {
      return new KeyRing(backend).open(password);
    } catch (WrongPasswordException e) {
      throw new NotARepositoryException(
          "The making of a repository at %s was cut off and had another password; give that one, or delete its keys."
              .formatted(backend.location()));
    }
  }

  /** Opens a repository with any of its passwords. Version 1 can be read, not written. */
  public static Repository open(Backend backend, char[] password, RepositorySettings settings) {
    if (!hasConfig(backend)) {
      throw new NotARepositoryException(
          "There is no repository at " + backend.location() + "; `vault init` makes one.");
    }
    KeyRing.Opened opened = new KeyRing(backend).open(password);
    Zstandard zstandard = new Zstandard(settings.compressionLevel());
    Config config =
        Config.read(
            new SealedFiles(
                    backend, LocalCopies.of(backend, null), opened.master(), zstandard, true)
                .loadConfig());
    if (config.version() > Config.VERSION) {
      throw new UnsupportedRepositoryException(
          "The repository at %s has format version %d; this program knows versions 1 and 2. Use a newer one."
              .formatted(backend.location(), config.version()));
    }
    return new Repository(backend, settings, opened, config, zstandard);
  }

  private static @Nullable Path copyDirectory(RepositorySettings settings, Id id) {
    Path cache = settings.cacheDirectory();
    return cache == null ? null : cache.resolve(id.hex());
  }

  private static boolean hasConfig(Backend backend) {
    try {
      return backend.size(Kind.CONFIG, "") > 0;
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_THERE) {
        return false;
      }
      throw e;
    }
  }

  public Id id() {
    return config.id();
  }

  public int version() {
    return config.version();
  }

  public long chunkerPolynomial() {
    return config.chunkerPolynomial();
  }

  public Backend backend() {
    return backend;
  }

  public RepositorySettings settings() {
    return settings;
  }

  public ZoneId zone() {
    return settings.zone();
  }

  /** What this machine keeps for itself of the repository's content. */
  public LocalNotes notes() {
    Path cache = settings.cacheDirectory();
    return new LocalNotes(cache == null ? null : cache.resolve(id().hex()).resolve("notes"), key);
  }

  /** Who we are, as snapshots and locks say it. */
  public ProcessIdentity us() {
    return us;
  }

  /** The key file that the password opened. */
  public Id keyFile() {
    return keyFile;
  }

  /** Adds another password. */
  public Id addKey(char[] password) {
    return new KeyRing(backend).add(key, password, us, settings);
  }

  /** Removes a password, but never the one in use. */
  public void removeKey(Id other) {
    if (other.equals(keyFile)) {
      throw new IllegalArgumentException(
          "The key " + other.shortHex() + " is the one in use; open with another to remove it.");
    }
    backend.delete(Kind.KEY, other.hex());
  }

  /** A session that stores blobs. */
  public BlobSink write() {
    refuseOldVersion();
    return new BlobPipeline(
        key,
        zstandard,
        index,
        new PackStore(backend, key, this::ensureLocks),
        new IndexSaver(files, settings.clock(), index::stored),
        settings,
        this::ensureLocks);
  }

  private void refuseOldVersion() {
    if (config.version() < Config.VERSION) {
      throw new UnsupportedRepositoryException(
          "The repository at %s has format version 1, which can only be read; `restic migrate upgrade_repo_v2` upgrades it."
              .formatted(backend.location()));
    }
  }

  public boolean has(BlobKind kind, Id blob) {
    return index.get().has(kind, blob);
  }

  /** Where the blob lies, or nothing. */
  public Optional<BlobLocation> locate(BlobKind kind, Id blob) {
    return Optional.ofNullable(index.get().locate(kind, blob));
  }

  /** The blob's length, or -1 when the repository has none of that name. */
  public int plainLength(BlobKind kind, Id blob) {
    return index.get().plainLength(kind, blob);
  }

  /** The blob's content; {@link DamagedException} when it is missing or not what was stored. */
  public byte[] load(BlobKind kind, Id blob) {
    BlobLocation location = index.get().locate(kind, blob);
    if (location == null) {
      throw new DamagedException(
          "The %s blob %s is in no index of the repository at %s. If its pack is there, `vault repair index` finds it."
              .formatted(kind.word(), blob.hex(), backend.location()));
    }
    return packs.read(location);
  }

  /** Gives the content of each of a pack's blobs to the consumer, reading in large pieces. */
  public void readPack(Id pack, List<PackedBlob> blobs, BlobConsumer consumer) {
    packs.read(pack, blobs, consumer);
  }

  /** As {@link #readPack}, of a pack whose file was loaded already. */
  public void readPack(Id pack, ByteBuffer file, List<PackedBlob> blobs, BlobConsumer consumer) {
    packs.read(pack, file, blobs, consumer);
  }

  /** The blobs a pack's own header lists, for a pack file of that size. */
  public List<PackedBlob> packHeader(Id pack, long packSize) {
    return packs.header(pack, packSize);
  }

  /** As {@link #packHeader(Id, long)}, of a pack whose file was loaded already. */
  public List<PackedBlob> packHeader(Id pack, ByteBuffer file) {
    return packs.header(pack, file);
  }

  /** The names of the index files there are. */
  public List<Id> indexes() {
    return indexes.list();
  }

  /** The index files that this process has read or stored. */
  public Set<Id> knownIndexes() {
    return index.files();
  }

  /** Reads one index file. */
  public void readIndex(Id indexFile, IndexFile.Visitor visitor) {
    indexes.read(indexFile, visitor);
  }

  /** Writes index files that list these packs, and returns their names. */
  public List<Id> saveIndexes(Map<Id, List<PackedBlob>> content) {
    refuseOldVersion();
    ensureLocks();
    List<Id> written = new ArrayList<>();
    IndexSaver.write(files, content, written::add);
    return written;
  }

  /** Forgets what was read of the index files, so that the next use reads them anew. */
  public void reloadIndex() {
    index.forget();
  }

  /**
   * Notes the index for this machine's next use of the repository. Sessions that stored blobs must
   * have been flushed.
   */
  public void rememberIndex() {
    index.remember();
  }

  /** Every snapshot, the oldest first. */
  public List<StoredSnapshot> snapshots() {
    return snapshots.list();
  }

  public StoredSnapshot snapshot(Id snapshot) {
    return snapshots.read(snapshot);
  }

  /** Stores a snapshot; what it refers to must have been flushed before. */
  public Id saveSnapshot(SnapshotFile snapshot) {
    refuseOldVersion();
    ensureLocks();
    return files.save(Kind.SNAPSHOT, snapshot.toJson(settings.zone()));
  }

  public void deleteSnapshot(Id snapshot) {
    delete(Kind.SNAPSHOT, snapshot);
  }

  /** Deletes a file of the repository; our locks must still be held. */
  public void delete(Kind kind, Id file) {
    ensureLocks();
    backend.delete(kind, file.hex());
    copies.forget(kind, file.hex());
  }

  /** Takes a lock, or throws {@link AlreadyLockedException} at once. */
  public RepositoryLock lock(LockKind kind) {
    return lock(kind, Duration.ZERO);
  }

  /** Takes a lock, waiting for another's that excludes it. */
  public RepositoryLock lock(LockKind kind, Duration wait) {
    return hold(locks.take(kind, wait));
  }

  private RepositoryLock hold(RepositoryLock lock) {
    lock.onClose(() -> held.remove(lock));
    held.add(lock);
    return lock.started();
  }

  /** Takes a shared lock as {@link #lock(LockKind, Duration)}, and reads the index meanwhile. */
  public RepositoryLock lockAndReadIndex(Duration wait) {
    index.readAhead();
    return lock(LockKind.SHARED, wait);
  }

  /**
   * The same for an operation that reads first and adds later: others' locks are looked for once
   * more while it reads, and what stores or deletes waits for that. Where another was just as quick
   * that throws {@link ContestedLockException}, and what was read must be read anew, see {@link
   * #reloadIndex}.
   */
  public RepositoryLock lockWhileReading(Duration wait) {
    index.readAhead();
    return hold(locks.takeUnconfirmed(wait, this::indexesStay));
  }

  /** Whether the index files there are now are all there later. */
  private BooleanSupplier indexesStay() {
    List<Id> now = indexes.list();
    return () -> Set.copyOf(indexes.list()).containsAll(now);
  }

  /** Every lock in the repository, ours too. */
  public List<StoredLock> locks() {
    return locks.list();
  }

  /** Stores a lock as another holder would have made it. */
  Id saveLock(LockFile lock) {
    return locks.save(lock);
  }

  /** Whether the lock's holder is gone. */
  public boolean isStale(StoredLock lock) {
    return locks.isStale(lock);
  }

  /**
   * Throws {@link LockLostException} if a lock of ours is lost, {@link AlreadyLockedException} if
   * one could not be had.
   */
  public void ensureLocks() {
    held.forEach(RepositoryLock::ensureHeld);
  }

  /** Gives up the locks and the memory; the backend is closed too. */
  @Override
  public void close() {
    List.copyOf(held).forEach(RepositoryLock::close);
    zstandard.close();
    backend.close();
  }
}
