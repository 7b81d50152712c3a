package io.snapfleet.bake.part;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.Communicator;
import io.snapfleet.bake.run.PosixText;
import io.snapfleet.bake.run.Stopping;
import io.snapfleet.bake.run.UnreachableException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A place on the piece where scripts are put and run.
 *
 * @param stays whether a script stays there when it has run
 */
record RemoteScript(String path, boolean stays, Communicator communicator, StartRetries retries) {
  /**
   * Sends a script, and runs a command line that is to run it.
   *
   * @return the command line's exit status
   */
  int run(Path script, String commandLine, Consumer<String> output, Consumer<String> errors) {
    return Stopping.undone(
        () ->
            retries.run(
                () -> communicator.runScript(script, path, whole(commandLine), output, errors)),
        this::clean);
  }

  /**
   * The command line between what must be done before and after, in one go: each connection takes
   * its time. It is a text to the shell, so that nothing in it hinders what comes after.
   */
  private String whole(String commandLine) {
    String run =
        "chmod 0755 " + PosixText.word(path) + "; (eval " + PosixText.word(commandLine) + ")";
    return stays ? run : run + "; status=$?; rm -f " + PosixText.word(path) + "; exit $status";
  }

  /** Takes the script away where the command line may not have come to that. */
  void clean() {
    if (!stays) {
      delete(path);
    }
  }

  void delete(String file) {
    retries.run(
        () -> {
          require(
              "rm -f " + PosixText.word(file), "the temporary file " + file + " cannot be removed");
          return file;
        });
  }

  /** Sends a file that only the user may read. */
  void uploadPrivate(Path file, String to) {
    retries.run(
        () -> {
          communicator.upload(file, to);
          require("chmod 0600 " + PosixText.word(to), to + " cannot be kept from others");
          return to;
        });
  }

  private void require(String commandLine, String otherwise) {
    List<String> errors = new CopyOnWriteArrayList<>();
    int status = communicator.run(commandLine, line -> {}, errors::add);
    if (status == Communicator.DISCONNECTED) {
      throw new UnreachableException(otherwise + ": the connection ended");
    }
    if (status != 0) {
      throw new BuildException(otherwise + ": " + String.join("; ", errors));
    }
  }
}
