package io.snapfleet.local;

import java.nio.file.Path;
import java.util.List;

/** Checks whether this computer can run machines, and says how to put right what cannot. */
public final class Doctor {
  /** Looks at everything and changes nothing. */
  public List<Finding> check() {
    return new HostChecks(Path.of("/"), new Commands()).all();
  }

  /** The Debian packages to install before machines can run here; none when all are there. */
  public List<String> missingPackages() {
    return new HostChecks(Path.of("/"), new Commands()).missingPackages();
  }
}
