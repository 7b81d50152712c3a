package io.snapfleet.vault.repository;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.LocalBackend;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCopiesTest {
  private static final char[] PASSWORD = "pw".toCharArray();
  private static final byte[] TREE = "{\"nodes\":[]}\n".getBytes(StandardCharsets.UTF_8);

  private final AtomicInteger packReads = new AtomicInteger();
  @TempDir Path directory;
  RepositorySettings settings;
  Id tree;

  @BeforeEach
  void store() {
    settings = RepositorySettings.defaults().withCacheDirectory(directory.resolve("cache"));
    try (Repository repository =
            Repository.init(
                distant(LocalBackend.create(directory.resolve("r"))), PASSWORD, settings);
        BlobSink sink = repository.write()) {
      tree = sink.save(BlobKind.TREE, TREE, 0, TREE.length);
      sink.flush();
    }
  }

  @Test
  void whatWasReadOnceIsNotFetchedAgain() throws Exception {
    load();
    assertThat(packReads).hasValue(1);

    assertThat(load()).isEqualTo(TREE);

    assertThat(packReads).hasValue(1);
    Path home = copies().getFirst().getParent().getParent();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
        .isEqualTo("rwx------");
  }

  @Test
  void damagedAndLostCopiesCostAnotherFetchAndNothingElse() throws Exception {
    load();
    for (Path copy : copies()) {
      byte[] content = Files.readAllBytes(copy);
      content[20] ^= 1;
      Files.write(copy, content);
    }
    assertThat(load()).isEqualTo(TREE);

    for (Path copy : copies()) {
      Files.delete(copy);
    }
    assertThat(load()).isEqualTo(TREE);
  }

  private byte[] load() {
    try (Repository repository =
        Repository.open(distant(LocalBackend.open(directory.resolve("r"))), PASSWORD, settings)) {
      return repository.load(BlobKind.TREE, tree);
    }
  }

  private List<Path> copies() throws Exception {
    try (Stream<Path> files = Files.walk(directory.resolve("cache"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** The same store, as if it were not on this machine. */
  private Backend distant(Backend backend) {
    return (Backend)
        Proxy.newProxyInstance(
            Backend.class.getClassLoader(),
            new Class<?>[] {Backend.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("load") && arguments[0] == Backend.Kind.DATA) {
                packReads.incrementAndGet();
              }
              try {
                return method.invoke(backend, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
