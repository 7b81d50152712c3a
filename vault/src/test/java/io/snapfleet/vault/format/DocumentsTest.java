package io.snapfleet.vault.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static final Instant MOMENT = Instant.parse("2026-01-02T03:04:05.6Z");
  private static final Id ID = new Id(1, 2, 3, 4);

  @Test
  void aSnapshotComesBackWithAllItsFields() {
    SnapshotSummary summary =
        new SnapshotSummary(MOMENT, MOMENT, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    SnapshotFile snapshot =
        new SnapshotFile(
            MOMENT,
            ID,
            ID,
            List.of("/a", "/b"),
            "host",
            "user",
            1,
            2,
            List.of("*.tmp"),
            List.of("t<1>"),
            ID,
            "snapfleet",
            summary);

    assertThat(SnapshotFile.read(snapshot.toJson(ZoneOffset.ofHours(5)))).isEqualTo(snapshot);
  }

  @Test
  void aChangedSnapshotRemembersTheFirst() {
    SnapshotFile snapshot =
        new SnapshotFile(
            MOMENT, null, ID, List.of(), "h", "u", 0, 0, List.of(), List.of(), null, "", null);
    Id first = new Id(9, 9, 9, 9);

    SnapshotFile twice =
        snapshot.withTags(List.of("a"), first).withTags(List.of("b"), new Id(8, 8, 8, 8));

    assertThat(twice.original()).isEqualTo(first);
    assertThat(twice.tags()).containsExactly("b");
  }

  @Test
  void configKeyAndLockComeBack() {
    Config config = new Config(2, ID, 0x25b468838dcb75L);
    KeyFile key =
        new KeyFile(
            MOMENT, "u", "h", "scrypt", 32768, 8, 5, RawText.of("salt"), RawText.of("data"));
    LockFile lock = new LockFile(MOMENT, true, "h", "u", 7, 0, 0);

    assertThat(Config.read(config.toJson())).isEqualTo(config);
    assertThat(KeyFile.read(key.toJson(ZoneOffset.UTC))).isEqualTo(key);
    assertThat(LockFile.read(lock.toJson(ZoneOffset.UTC))).isEqualTo(lock);
  }

  @Test
  void goesConfigIsReadAndWrittenTheSame() {
    String json =
        "{\"version\":2,\"id\":\"5956a3f67a6230d4a92cefb29529f10196c7d92582ec305fd71ff6d331d6271b\""
            + ",\"chunker_polynomial\":\"25b468838dcb75\"}";

    assertThat(new String(Config.read(json.getBytes(UTF_8)).toJson(), UTF_8)).isEqualTo(json);
  }

  @Test
  void documentsNestedWithoutEndAreRefused() {
    byte[] deep = ("{\"x\":" + "[".repeat(100_000)).getBytes(UTF_8);

    assertThatThrownBy(() -> SnapshotFile.read(deep))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("levels");
  }
}
