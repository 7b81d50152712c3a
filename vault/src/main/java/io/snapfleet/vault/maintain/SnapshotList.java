package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.repository.DamagedException;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.StoredSnapshot;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.StoreException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

/** Reads the snapshots one by one, so that one that is damaged does not hide the others. */
final class SnapshotList {
  private SnapshotList() {}

  static List<StoredSnapshot> read(
      Repository repository, BiConsumer<Id, RuntimeException> damaged) {
    Queue<StoredSnapshot> snapshots = new ConcurrentLinkedQueue<>();
    List<Id> names =
        repository.backend().list(Backend.Kind.SNAPSHOT).stream()
            .map(entry -> Id.parse(entry.name()))
            .toList();
    Parallel.forEach(
        names,
        name -> {
          try {
            snapshots.add(repository.snapshot(name));
          } catch (DamagedException | StoreException unreadable) {
            keepOrReport(name, unreadable, damaged);
          }
        });
    return List.copyOf(snapshots);
  }

  private static void keepOrReport(
      Id name, RuntimeException unreadable, BiConsumer<Id, RuntimeException> damaged) {
    IndexContent.refusePassing(unreadable);
    boolean goneMeanwhile =
        unreadable instanceof StoreException store && store.kind() == StoreException.Kind.NOT_THERE;
    if (!goneMeanwhile) {
      damaged.accept(name, unreadable);
    }
  }
}
