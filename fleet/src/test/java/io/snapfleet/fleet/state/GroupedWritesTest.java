package io.snapfleet.fleet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupedWritesTest {
  private static final int WRITERS = 20;

  @TempDir private Path home;
  private SqliteConnections connections;
  private Jdbi jdbi;
  private GroupedWrites writes;

  /** One for each transaction; those on one connection are equal, and not the same. */
  private final Set<Handle> handles =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @BeforeEach
  void open() {
    connections = SqliteConnections.to(home.resolve("state.db"));
    jdbi = Jdbi.create(connections);
    jdbi.useHandle(handle -> handle.execute("CREATE TABLE note (text TEXT PRIMARY KEY)"));
    writes = new GroupedWrites(jdbi, "state.db", Duration.ofSeconds(30));
  }

  @AfterEach
  void close() throws Exception {
    connections.close();
  }

  @Test
  void whatWaitsForOneTransactionIsCommittedInTheNext() throws Exception {
    Future<String> first = begin();
    List<Future<String>> others = new ArrayList<>();
    for (int number = 0; number < WRITERS; number++) {
      others.add(queue("note " + number));
    }
    goOn.countDown();

    assertThat(first.get()).isEqualTo("slow");
    for (Future<String> other : others) {
      assertThat(other.get()).startsWith("note ");
    }
    assertThat(notes()).hasSize(WRITERS + 1);
    assertThat(handles).hasSize(2);
  }

  @Test
  void oneThatFailsTakesNoOtherAlong() throws Exception {
    Future<String> first = begin();
    Future<String> before = queue("before");
    Future<String> failing = queue(this::halfWay);
    Future<String> twice = queue("slow");
    Future<String> after = queue("after");
    goOn.countDown();

    assertThat(first.get()).isEqualTo("slow");
    assertThat(before.get()).isEqualTo("before");
    assertThatThrownBy(failing::get).hasRootCauseMessage("half-way");
    assertThatThrownBy(twice::get).rootCause().hasMessageContaining("UNIQUE constraint failed");
    assertThat(after.get()).isEqualTo("after");
    assertThat(notes()).containsExactlyInAnyOrder("slow", "before", "after");
  }

  @Test
  void oneThatIsInterruptedBeforeItsTurnIsNotCarriedOut() throws Exception {
    Future<String> first = begin();
    queue("given up").cancel(true);
    Future<String> last = queue("last");
    goOn.countDown();

    assertThat(first.get()).isEqualTo("slow");
    assertThat(last.get()).isEqualTo("last");
    assertThat(notes()).containsExactlyInAnyOrder("slow", "last");
  }

  /** A write whose transaction stays open until it may go on. */
  private Future<String> begin() throws InterruptedException {
    FutureTask<String> task = new FutureTask<>(() -> writes.write(this::slowly));
    Thread.ofVirtual().start(task);
    begun.await();
    return task;
  }

  private Future<String> queue(String text) {
    return queue(handle -> insert(handle, text));
  }

  /** A write that waits for its turn when this returns. */
  private Future<String> queue(Function<Handle, String> work) {
    FutureTask<String> task = new FutureTask<>(() -> writes.write(work));
    Thread writer = Thread.ofVirtual().start(task);
    await().until(() -> writer.getState() == Thread.State.TIMED_WAITING);
    return task;
  }

  private String slowly(Handle handle) {
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    return insert(handle, "slow");
  }

  private String halfWay(Handle handle) {
    insert(handle, "half");
    throw new IllegalStateException("half-way");
  }

  private String insert(Handle handle, String text) {
    handles.add(handle);
    handle.execute("INSERT INTO note (text) VALUES (?)", text);
    return text;
  }

  private List<String> notes() {
    return jdbi.withHandle(
        handle -> handle.createQuery("SELECT text FROM note").mapTo(String.class).list());
  }
}
