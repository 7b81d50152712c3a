package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.backup.BackupReader;
import io.snapfleet.fleet.backup.BackupVault;
import io.snapfleet.fleet.backup.MachineArchive;
import io.snapfleet.fleet.backup.MachineFiles;
import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.plan.FrozenSettings;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.recipe.CleanUp;
import io.snapfleet.recipe.TierRecipe;
import io.snapfleet.remote.RemoteException;
import io.snapfleet.remote.Script;
import io.snapfleet.remote.ScriptResult;
import io.snapfleet.vault.format.Id;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The archive of a fleet's first web machine, within one operation: made where the vault has none
 * of this software, verified before it is first used, unpacked onto plain machines. What goes wrong
 * with it is told and written into the journal, and stops no operation: machines can be installed.
 * Thread-safe.
 */
final class FleetArchive implements AutoCloseable {
  /** Directories in /run and elsewhere that packages have made at boot; one may be refused here. */
  private static final String SETTLE =
      """
      systemd-tmpfiles --create --exclude-prefix=/dev || true
      systemctl daemon-reload
      """;

  private final FleetContext fleet;
  private final MachineScripts scripts;
  private final ReentrantLock oneAtATime = new ReentrantLock();
  private @Nullable BackupVault vault;
  private @Nullable Id archive;
  private @Nullable String files;
  private String problem = "the first web machine was not archived";
  private boolean verified;

  FleetArchive(FleetContext fleet, MachineScripts scripts) {
    this.fleet = fleet;
    this.scripts = scripts;
  }

  /** Archives a machine that is healthy, unless its software is in the vault already. */
  void archive(Step step, FleetMachine machine) {
    fleet.listener().waiting(step, "its archive");
    locked(
        () -> {
          journalled(step, "archive.store", machine, () -> stored(machine));
          return null;
        });
  }

  private String stored(FleetMachine machine) {
    String software = software(machine);
    MachineArchive known = archives(machine);
    Optional<Id> there = known.find(software);
    Id found = there.orElseGet(() -> known.store(files(machine), software, fleet.clock()));
    archive = found;
    files = machine.source();
    return there.isPresent() ? found.shortHex() + ", made before" : found.shortHex();
  }

  /**
   * Overwrites a plain machine with the archive; false when that cannot be, with nothing changed.
   */
  boolean unpack(Step step, FleetMachine machine) {
    Id ready = locked(() -> verified(step, machine));
    if (ready == null) {
      return false;
    }
    fleet.listener().waiting(step, "the archive of the first web machine");
    BackupReader.Written written = archives(machine).unpack(ready, files(machine));
    settle(machine);
    FleetMachine unpacked = fleet.machine(machine.name()).builtBy(BuildMethod.BACKUP);
    fleet.save(unpacked.installedFrom(files));
    settle(step, machine, "done %s, %d files".formatted(ready.shortHex(), written.items()));
    return true;
  }

  private @Nullable Id verified(Step step, FleetMachine machine) {
    Id known = archive;
    if (known != null && !verified) {
      verified = journalled(step, "archive.verify", machine, () -> verified(machine, known));
    }
    if (known == null || !verified) {
      String told = "%s is installed by method regular: %s".formatted(machine.name(), problem);
      fleet.listener().note(told);
      settle(step, machine, "failed " + told);
      return null;
    }
    return known;
  }

  private String verified(FleetMachine machine, Id known) {
    archives(machine).verify(known);
    return known.shortHex();
  }

  private void settle(Step step, FleetMachine machine, String outcome) {
    long sequence =
        fleet.lease().intend(fleet.operation(), step.id(), "archive.unpack", machine.name());
    fleet.lease().settle(sequence, outcome);
  }

  /** Whatever the vault or the machine has against it is a reason to do without the archive. */
  private boolean journalled(
      Step step, String call, FleetMachine machine, java.util.function.Supplier<String> work) {
    long sequence = fleet.lease().intend(fleet.operation(), step.id(), call, machine.name());
    try {
      String outcome = BackupFailures.explained(record(), work);
      fleet.lease().settle(sequence, "done " + outcome);
      return true;
    } catch (OperationException | RemoteException failed) {
      problem = String.valueOf(failed.getMessage());
      fleet.lease().settle(sequence, "failed " + problem);
      fleet.listener().note("the archive cannot be used: " + problem);
      return false;
    }
  }

  /**
   * Packages, and what the recipe does differently with: the same machine is not archived twice.
   */
  private String software(FleetMachine machine) {
    List<String> parts = new ArrayList<>(new MachineCapture(fleet, scripts, "").packages(machine));
    parts.add(fleet.recipe().name() + " " + fleet.recipe().version());
    FrozenSettings.of(fleet.spec(), fleet.recipe(), machine.source())
        .forEach((name, value) -> parts.add(name + "=" + value));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** What a boot would have done with the files that are there now. */
  private void settle(FleetMachine machine) {
    ScriptResult result =
        fleet
            .sessions()
            .with(machine)
            .run(
                new Script(
                    machine.name() + " settle",
                    SETTLE,
                    Map.of(),
                    Map.of(),
                    fleet.limit().atMost(fleet.spec().deadlines().configure())));
    if (!result.succeeded()) {
      throw new OperationException(
          OperationException.Kind.FAILED,
          "systemd on %s did not take the archive's units: %s"
              .formatted(machine.name(), result.lastLine()),
          machine.name(),
          "run the same command again: it replaces the machine");
    }
  }

  private MachineFiles files(FleetMachine machine) {
    return new MachineFiles(
        () -> fleet.sessions().with(machine),
        machine.name(),
        MachineArchive.rule(leftOut(machine)));
  }

  private MachineArchive archives(FleetMachine machine) {
    return new MachineArchive(open().repository(), fleet.fleet(), leftOut(machine));
  }

  /** What is taken out of images is each machine's own in archives too. */
  private List<String> leftOut(FleetMachine machine) {
    List<String> leftOut = new ArrayList<>(CleanUp.EVERY_MACHINE);
    scripts.recipe(machine.tier()).map(TierRecipe::cleanUp).ifPresent(leftOut::addAll);
    scripts.recipe(machine.tier()).map(TierRecipe::dataDirectories).ifPresent(leftOut::addAll);
    return leftOut;
  }

  private BackupVault open() {
    return locked(
        () -> {
          BackupVault opened = vault;
          if (opened == null) {
            opened = fleet.backups().openToAdd(fleet.lease(), record());
            vault = opened;
          }
          return opened;
        });
  }

  private FleetRecord record() {
    return fleet.store().fleet(fleet.fleet()).orElseThrow();
  }

  private <T extends @Nullable Object> T locked(java.util.function.Supplier<T> work) {
    oneAtATime.lock();
    try {
      return work.get();
    } finally {
      oneAtATime.unlock();
    }
  }

  @Override
  public void close() {
    if (vault != null) {
      vault.close();
    }
  }
}
