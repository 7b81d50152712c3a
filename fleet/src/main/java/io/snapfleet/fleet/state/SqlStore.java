package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.JournalEntry;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.ScheduledRun;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.Transition;
import io.snapfleet.fleet.secret.SecretBox;
import io.snapfleet.remote.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/**
 * A store in SQLite, for one computer, or in PostgreSQL, for several. Both are spoken to in the
 * same SQL. Thread-safe.
 */
public final class SqlStore implements Store {
  private static final String FILE = "state.db";

  private final Database database;
  private final Clock clock;
  private final SecretBox box;
  private final LeaseTerms terms;
  private final OwnerProcess self = OwnerProcess.current();

  private SqlStore(Database database, Clock clock, SecretBox box, LeaseTerms terms) {
    this.database = database;
    this.clock = clock;
    this.box = box;
    this.terms = terms;
  }

  /** Whether there is a {@code state.db} in the home. */
  public static boolean isIn(Path home) {
    return Files.exists(home.resolve(FILE));
  }

  /** Opens {@code state.db} in the home, creating both on first use. */
  public static SqlStore open(Path home, Clock clock, SecretBox box) {
    return open(home, clock, box, LeaseTerms.DEFAULT);
  }

  public static SqlStore open(Path home, Clock clock, SecretBox box, LeaseTerms terms) {
    Path file = home.resolve(FILE).toAbsolutePath();
    SqliteConnections connections = SqliteConnections.to(file);
    Database database = Database.inSqlite(file, connections);
    SqlStore store = new SqlStore(database, clock, box, terms);
    store.migrate(
        () -> HomeLock.hold(home, () -> Migrations.apply(database, connections.source())));
    return store;
  }

  /**
   * Opens a PostgreSQL database through a pool, which stays the caller's to close.
   *
   * @param where what messages call it, without a password
   */
  public static SqlStore open(
      DataSource pool, String where, Clock clock, SecretBox box, LeaseTerms terms) {
    Database database = Database.inPool(where, pool);
    SqlStore store = new SqlStore(database, clock, box, terms);
    store.migrate(() -> Migrations.apply(database, pool));
    return store;
  }

  @Override
  public Optional<FleetRecord> fleet(String name) {
    return database.read(handle -> FleetTable.find(handle, name));
  }

  @Override
  public List<FleetRecord> fleets() {
    return database.read(FleetTable::all);
  }

  @Override
  public List<FleetMachine> machines(String fleet) {
    return database.read(handle -> MachineTable.ofFleet(handle, fleet));
  }

  @Override
  public List<Transition> transitions(String fleet) {
    return database.read(handle -> TransitionTable.ofFleet(handle, fleet));
  }

  @Override
  public List<Operation> operations(String fleet) {
    return database.read(handle -> OperationTable.ofFleet(handle, fleet));
  }

  @Override
  public List<Operation> operations() {
    return database.read(OperationTable::all);
  }

  @Override
  public Optional<Operation> newestOperation(String fleet) {
    return database.read(handle -> OperationTable.newest(handle, fleet));
  }

  @Override
  public Optional<Operation> newestOperation(String fleet, Set<Operation.Kind> kinds) {
    return database.read(handle -> OperationTable.newest(handle, fleet, kinds));
  }

  @Override
  public Optional<Operation> newestOperation(
      String fleet, Operation.Kind kind, Operation.Status status) {
    return database.read(handle -> OperationTable.newest(handle, fleet, kind, status));
  }

  @Override
  public List<Operation> runningOperations(String fleet) {
    return database.read(handle -> OperationTable.running(handle, fleet));
  }

  @Override
  public Optional<Operation> operation(String id) {
    return database.read(handle -> OperationTable.find(handle, id));
  }

  @Override
  public List<JournalEntry> journal(String operation) {
    return database.read(handle -> JournalTable.ofOperation(handle, operation));
  }

  @Override
  public List<SnapshotSet> snapshotSets() {
    return database.read(SnapshotSetTable::all);
  }

  @Override
  public List<SnapshotSet> snapshotSetsAsMade() {
    return database.read(SnapshotSetTable::asMade);
  }

  @Override
  public List<Backup> backups(String fleet) {
    return database.read(handle -> BackupTable.ofFleet(handle, fleet));
  }

  @Override
  public List<Drill> drills() {
    return database.read(DrillTable::all);
  }

  @Override
  public List<BakedImage> bakedImages() {
    return database.read(BakedImageTable::all);
  }

  @Override
  public List<ImageTrial> imageTrials() {
    return database.read(ImageTrialTable::all);
  }

  @Override
  public List<ScheduledRun> scheduledRuns(String fleet) {
    return database.read(handle -> ScheduledRunTable.ofFleet(handle, fleet));
  }

  @Override
  public Map<String, Secret> secrets(String scope) {
    return SecretTable.open(database.read(handle -> SecretTable.ofScope(handle, scope)), box);
  }

  @Override
  public void saveProviderSecrets(String provider, Map<String, Secret> secrets) {
    String scope = SecretScope.ofProvider(provider);
    database.write(
        handle -> {
          SecretTable.proveKey(handle, box);
          SecretTable.replace(handle, scope, SecretTable.seal(scope, secrets, box));
          return scope;
        });
  }

  @Override
  public void saveBakedImage(BakedImage image) {
    database.write(
        handle -> {
          BakedImageTable.save(handle, image);
          return image;
        });
  }

  @Override
  public void removeBakedImage(String place, String image) {
    database.write(
        handle -> {
          BakedImageTable.remove(handle, place, image);
          return image;
        });
  }

  @Override
  public Optional<LeaseHolder> leaseHolder(String fleet) {
    Instant now = clock.instant();
    return database
        .read(handle -> LeaseTable.find(handle, fleet))
        .filter(lease -> lease.isLive(now, terms.expiry()))
        .map(LeaseRow::holder);
  }

  @Override
  public FleetLease acquire(String fleet, String owner) {
    LeaseRow lease = database.write(handle -> take(handle, fleet, owner));
    return new SqlLease(database, box, clock, lease, terms);
  }

  private LeaseRow take(Handle handle, String fleet, String owner) {
    LeaseRow former = LeaseTable.lock(handle, fleet);
    Instant now = clock.instant();
    if (former.isLive(now, terms.expiry())) {
      throw new LeaseHeldException(fleet, former.holder());
    }
    LeaseRow taken = former.takenBy(owner, self, now);
    LeaseTable.save(handle, taken);
    return taken;
  }

  /** Leaves nothing open when the database turns out to be unusable. */
  private void migrate(Runnable migration) {
    try {
      if (Migrations.isNeeded(database)) {
        migration.run();
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
