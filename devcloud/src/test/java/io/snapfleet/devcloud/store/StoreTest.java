package io.snapfleet.devcloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class StoreTest {
  @TempDir Path directory;

  @Test
  void whatAFailedTransactionDidIsUndone() {
    try (Store store = Store.open(directory)) {
      put(store, "kept", "1");
      assertThatThrownBy(
              () ->
                  store.transact(
                      () -> {
                        store.put(Kind.TAG, "new", document("x"));
                        store.change(Kind.TAG, "kept", it -> it.put("value", "2"));
                        throw new IllegalStateException("no");
                      }))
          .hasMessage("no");
      assertThat(value(store, "kept")).isEqualTo("1");
      assertThat(value(store, "new")).isEqualTo("none");
    }
    try (Store store = Store.open(directory)) {
      assertThat(value(store, "kept")).isEqualTo("1");
      assertThat(value(store, "new")).isEqualTo("none");
    }
  }

  @Test
  void aDocumentThatWasHandedOutIsNeverChanged() {
    try (Store store = Store.open(directory)) {
      put(store, "one", "1");
      ObjectNode before = store.transact(() -> store.find(Kind.TAG, "one").orElseThrow());
      put(store, "one", "2");

      assertThat(before.get("value").asString()).isEqualTo("1");
    }
  }

  @Test
  void aJournalThatGrewIsWrittenAnewWithTheLastValues() throws IOException {
    String large = "x".repeat(1 << 20);
    try (Store store = Store.open(directory)) {
      for (int number = 0; number < 40; number++) {
        put(store, "one", number + large);
      }
      put(store, "two", "2");
    }

    assertThat(Files.size(directory.resolve("journal.jsonl"))).isLessThan(20L << 20);
    try (Store store = Store.open(directory)) {
      assertThat(value(store, "one")).isEqualTo("39" + large);
      assertThat(value(store, "two")).isEqualTo("2");
    }
  }

  @Test
  void aDamagedJournalIsRefusedByItsPlace() throws IOException {
    Files.writeString(directory.resolve("journal.jsonl"), "[]\n{broken\n[]\n");

    assertThatThrownBy(() -> Store.open(directory))
        .hasRootCauseInstanceOf(tools.jackson.core.JacksonException.class)
        .hasStackTraceContaining("damaged at byte 3");
  }

  private static void put(Store store, String id, String value) {
    store.transact(
        () -> {
          store.put(Kind.TAG, id, document(value));
          return true;
        });
  }

  private static String value(Store store, String id) {
    return store.transact(
        () -> store.find(Kind.TAG, id).map(it -> it.get("value").asString()).orElse("none"));
  }

  private static ObjectNode document(String value) {
    return JsonMapper.shared().createObjectNode().put("value", value);
  }
}
