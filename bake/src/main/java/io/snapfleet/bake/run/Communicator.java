package io.snapfleet.bake.run;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Reaches the piece that is worked on. */
public interface Communicator {
  /**
   * Runs a command line with the piece's shell.
   *
   * @param output takes each line of standard output
   * @param errors takes each line of standard error
   * @return its exit status
   */
  int run(String commandLine, Consumer<String> output, Consumer<String> errors);

  /** Copies a file to the piece. */
  void upload(Path from, String to);

  /** Copies a file from the piece. */
  void download(String from, Path to);

  /** Reaches nothing: all that is asked of it fails. */
  static Communicator none() {
    return new NoCommunicator();
  }
}
