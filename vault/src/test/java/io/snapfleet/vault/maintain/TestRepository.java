package io.snapfleet.vault.maintain;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.crypto.DataKey;
import io.snapfleet.vault.crypto.PasswordKey;
import io.snapfleet.vault.crypto.ScryptParameters;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Config;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.KeyFile;
import io.snapfleet.vault.format.MasterKeyFile;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeBuilder;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import io.snapfleet.vault.format.SnapshotFile;
import io.snapfleet.vault.format.TreeReader;
import io.snapfleet.vault.format.TreeWriter;
import io.snapfleet.vault.repository.BlobSink;
import io.snapfleet.vault.repository.LockKind;
import io.snapfleet.vault.repository.LockTiming;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.RepositoryLock;
import io.snapfleet.vault.repository.RepositorySettings;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Repositories that open quickly, because their password costs little, with snapshots of our own.
 */
final class TestRepository {
  static final String PASSWORD = "not a secret";
  static final int BLOB = 200_000;
  private static final long POLYNOMIAL = 0x3DA3358B4DC173L;
  private static final Instant MOMENT = Instant.parse("2026-11-01T12:00:00Z");

  private TestRepository() {}

  static void create(Backend backend) {
    SecureRandom random = new SecureRandom();
    DataKey master = DataKey.random(random);
    byte[] salt = new byte[64];
    random.nextBytes(salt);
    ScryptParameters cheap = new ScryptParameters(2, 1, 1, salt);
    byte[] keys =
        new MasterKeyFile(
                RawText.of(master.macK()),
                RawText.of(master.macR()),
                RawText.of(master.encryptionKey()))
            .toJson();
    byte[] sealed = sealed(PasswordKey.derive(PASSWORD.toCharArray(), cheap), keys);
    byte[] file =
        new KeyFile(MOMENT, "user", "host", "scrypt", 2, 1, 1, RawText.of(salt), RawText.of(sealed))
            .toJson(ZoneOffset.UTC);
    backend.save(Kind.KEY, Id.of(BlobHash.of(file)).hex(), ByteBuffer.wrap(file));
    byte[] config = new Config(2, Id.random(random), POLYNOMIAL).toJson();
    backend.save(Kind.CONFIG, "", ByteBuffer.wrap(sealed(master, config)));
  }

  static Repository open(Backend backend) {
    LockTiming hasty =
        new LockTiming(
            Duration.ofMillis(1),
            LockTiming.RESTIC.refresh(),
            LockTiming.RESTIC.lost(),
            LockTiming.RESTIC.stale());
    return Repository.open(
        backend,
        PASSWORD.toCharArray(),
        RepositorySettings.defaults().withPackSize(1 << 20).withLocks(hasty));
  }

  /** Stores the files, each in a directory of its own, and a snapshot of them. */
  static Id backUp(Repository repository, Map<String, byte[]> files) {
    return backUp(repository, files, MOMENT, List.of());
  }

  static Id backUp(
      Repository repository, Map<String, byte[]> files, Instant time, List<String> tags) {
    try (RepositoryLock lock = repository.lock(LockKind.SHARED);
        BlobSink sink = repository.write()) {
      List<Node> directories = new ArrayList<>();
      new TreeMap<>(files)
          .forEach((name, content) -> directories.add(directory(sink, name, content)));
      Id root = save(sink, directories);
      sink.flush();
      return repository.saveSnapshot(snapshot(root, time, tags));
    }
  }

  static SnapshotFile snapshot(Id tree, Instant time, List<String> tags) {
    return new SnapshotFile(
        time,
        null,
        tree,
        List.of("/srv/website"),
        "host",
        "user",
        0,
        0,
        List.of(),
        tags,
        null,
        "",
        null);
  }

  /** What the snapshot's files hold, by path. */
  static Map<String, byte[]> contents(Repository repository, Id snapshot) {
    Map<String, byte[]> files = new TreeMap<>();
    addContents(repository, repository.snapshot(snapshot).file().tree(), "", files);
    return files;
  }

  static byte[] randomBytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static Node directory(BlobSink sink, String name, byte[] content) {
    IdList.Builder blobs = new IdList.Builder();
    for (int from = 0; from < content.length; from += BLOB) {
      blobs.add(sink.save(BlobKind.DATA, content, from, Math.min(BLOB, content.length - from)));
    }
    Node file =
        new NodeBuilder(RawText.of("content"), NodeKind.FILE)
            .mode(0644)
            .times(MOMENT, MOMENT, MOMENT)
            .links(1)
            .size(content.length)
            .content(blobs.build())
            .build();
    return Node.directory(RawText.of(name), 0755, MOMENT, save(sink, List.of(file)));
  }

  private static Id save(BlobSink sink, List<Node> nodes) {
    byte[] tree = TreeWriter.write(nodes, ZoneOffset.UTC);
    return sink.save(BlobKind.TREE, tree, 0, tree.length);
  }

  private static void addContents(
      Repository repository, Id tree, String above, Map<String, byte[]> files) {
    for (Node node : TreeReader.read(repository.load(BlobKind.TREE, tree))) {
      String path = above + node.name().text();
      if (node.isDirectory()) {
        addContents(repository, node.subtree(), path + "/", files);
      } else {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        node.content().forEach(blob -> content.writeBytes(repository.load(BlobKind.DATA, blob)));
        files.put(path, content.toByteArray());
      }
    }
  }

  private static byte[] sealed(DataKey key, byte[] plain) {
    byte[] sealed = new byte[plain.length + DataKey.OVERHEAD];
    key.encrypt(plain, 0, plain.length, sealed, 0);
    return sealed;
  }
}
