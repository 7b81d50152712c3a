package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.provider.api.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressClaimsTest {
  private static final Duration SOME_TIME = Duration.ofMillis(200);

  private final NetworkRecord network =
      new NetworkRecord("n-1", "net", new Tags(Map.of()), "198.18.7.0/24", null);

  @TempDir private Path directory;
  private HomeLayout layout = new HomeLayout(Path.of("/"), Path.of("/"));

  @BeforeEach
  void layOut() throws IOException {
    layout = new HomeLayout(directory.resolve("home/local"), directory.resolve("run/one"));
    layout.create();
    Files.createDirectories(layout.records("networks"));
    Files.writeString(layout.records("networks").resolve("n-1.json"), "{}");
  }

  @Test
  void a_range_is_taken_until_it_is_given_back_or_its_network_is_unknown() throws IOException {
    AddressClaims claims = new AddressClaims(layout);
    claims.claim(network, layout.records("networks"));
    assertThat(claims.taken()).containsExactly(network.subnet());
    claims.release(network);
    assertThat(claims.taken()).isEmpty();

    claims.claim(network, layout.records("networks"));
    Files.delete(layout.records("networks").resolve("n-1.json"));
    assertThat(claims.taken()).isEmpty();
  }

  @Test
  void none_is_given_back_while_somebody_chooses() throws InterruptedException {
    AddressClaims claims = new AddressClaims(layout);
    claims.claim(network, layout.records("networks"));
    Thread other = new Thread(() -> new AddressClaims(layout).release(network));

    claims
        .lock()
        .run(
            () -> {
              other.start();
              LockSupport.parkNanos(SOME_TIME.toNanos());
              assertThat(claims.taken()).containsExactly(network.subnet());
            });

    other.join();
    assertThat(claims.taken()).isEmpty();
  }
}
