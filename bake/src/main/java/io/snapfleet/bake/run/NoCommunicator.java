package io.snapfleet.bake.run;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Where there is no machine. */
final class NoCommunicator implements Communicator {
  @Override
  public int run(String commandLine, Consumer<String> output, Consumer<String> errors) {
    throw unreachable();
  }

  @Override
  public void upload(Path from, String to) {
    throw unreachable();
  }

  @Override
  public void uploadDirectory(Path from, String to, boolean content) {
    throw unreachable();
  }

  @Override
  public void download(String from, Path to) {
    throw unreachable();
  }

  @Override
  public void downloadDirectory(String from, Path into) {
    throw unreachable();
  }

  @Override
  public void end(StepProcesses processes) {
    throw unreachable();
  }

  private static BuildException unreachable() {
    return new BuildException(
        "this build has no machine that a provisioner could reach: use shell-local, or a builder"
            + " that makes one");
  }
}
