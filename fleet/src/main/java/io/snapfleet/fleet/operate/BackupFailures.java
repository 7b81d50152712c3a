package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.MachineFilesException;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.vault.format.FormatException;
import io.snapfleet.vault.repository.AlreadyLockedException;
import io.snapfleet.vault.repository.RepositoryException;
import io.snapfleet.vault.store.StoreException;
import java.util.function.Supplier;

/** Makes the vault's failures those of an operation, with what the operator can do. */
final class BackupFailures {
  private BackupFailures() {}

  static <T> T explained(FleetRecord fleet, Supplier<T> work) {
    return explained(fleet.name(), work);
  }

  static <T> T explained(String fleet, Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreException failed) {
      throw failure(failed, "the datastore of fleet " + fleet, fix(failed, fleet));
    } catch (AlreadyLockedException locked) {
      throw failure(
          locked,
          "the vault of fleet " + fleet,
          "wait until the other program has finished and run the command again");
    } catch (RepositoryException | FormatException broken) {
      throw failure(
          broken,
          "the vault of fleet " + fleet,
          "look at it: 'snapfleet backup verify %s'".formatted(fleet));
    } catch (MachineFilesException failed) {
      throw failure(
          failed,
          "the machines of fleet " + fleet,
          "look at the machine with 'snapfleet ssh', then run the command again");
    }
  }

  private static String fix(StoreException failed, String fleet) {
    return switch (failed.kind()) {
      case FULL ->
          "make room, or see what can go: 'snapfleet backup prune %s --dry-run'".formatted(fleet);
      case DENIED ->
          "correct the rights or keys of the datastore that 'snapfleet backup repository %s' names"
              .formatted(fleet);
      case NOT_THERE ->
          "bring the datastore back that 'snapfleet backup repository %s' names, or give another"
                  .formatted(fleet)
              + " place in the fleet file";
      case UNREACHABLE -> "see that the datastore can be reached from here, and run it again";
      case CORRUPT, ALREADY_THERE -> "look at it: 'snapfleet backup verify %s'".formatted(fleet);
    };
  }

  private static OperationException failure(RuntimeException cause, String where, String fix) {
    return new OperationException(
        OperationException.Kind.FAILED, sentence(cause), where, fix, cause);
  }

  private static String sentence(RuntimeException cause) {
    return String.valueOf(cause.getMessage()).replaceFirst("\\.$", "");
  }
}
