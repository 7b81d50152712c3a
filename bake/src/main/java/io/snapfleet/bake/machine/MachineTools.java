package io.snapfleet.bake.machine;

import io.snapfleet.bake.journal.BuildJournal;
import io.snapfleet.bake.journal.Leftovers;
import io.snapfleet.remote.Remote;
import io.snapfleet.remote.SshKeyPair;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * What builds on machines need. One for a run.
 *
 * @param keys makes new key pairs
 * @param cleanUp what is taken out of images where the provider can; paths as in {@code
 *     CaptureRequest}
 * @param register told of images that are made
 */
public record MachineTools(
    MachineSupply supply,
    BuildJournal journal,
    Remote remote,
    Supplier<SshKeyPair> keys,
    List<String> cleanUp,
    ImageInspection inspection,
    Clock clock,
    Pause pause,
    ImageRegister register)
    implements AutoCloseable {
  public MachineTools {
    cleanUp = List.copyOf(cleanUp);
  }

  /** What builds with machines have left. */
  public Leftovers leftovers() {
    return new Leftovers(journal, new MachineRemoval(this), clock);
  }

  @Override
  public void close() {
    remote.close();
    supply.close();
    journal.close();
  }
}
