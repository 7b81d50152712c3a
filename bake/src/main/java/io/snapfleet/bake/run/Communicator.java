package io.snapfleet.bake.run;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reaches the piece that is worked on. All of it throws {@link UnreachableException} where the
 * piece cannot be reached for now, and any other {@link BuildException} where trying again is no
 * use.
 */
public interface Communicator {
  /** The exit status of a command whose connection ended before it did: Packer's number. */
  int DISCONNECTED = 2_300_218;

  /**
   * Runs a command line with the piece's shell, without input. Where the thread is interrupted
   * meanwhile, the command's processes are ended.
   *
   * @param output takes each line of standard output
   * @param errors takes each line of standard error
   * @return its exit status, or {@link #DISCONNECTED}
   */
  int run(String commandLine, Consumer<String> output, Consumer<String> errors);

  /**
   * Copies a file to the piece, replacing one that is there.
   *
   * @param to a file in a directory that exists
   */
  void upload(Path from, String to);

  /**
   * Copies a script, and runs a command line that is to run it: in one go where that takes less
   * time.
   *
   * @return the command line's exit status, as {@link #run} gives it
   */
  default int runScript(
      Path script,
      String to,
      String commandLine,
      Consumer<String> output,
      Consumer<String> errors) {
    upload(script, to);
    return run(commandLine, output, errors);
  }

  /**
   * Copies a directory with all that is in it, as {@code cp -r} does: into the directory {@code to}
   * where there is one, else as {@code to}.
   *
   * @param content whether what is in it is copied, and not the directory itself
   */
  void uploadDirectory(Path from, String to, boolean content);

  /** Copies a file from the piece, replacing one that is there. */
  void download(String from, Path to);

  /**
   * Copies a directory of the piece, under its own name, into a directory, which is made where
   * there is none.
   *
   * @param from may end with a slash
   */
  void downloadDirectory(String from, Path into);

  /** Ends processes on the piece at once; those that have ended already are as good. */
  void end(StepProcesses processes);

  /** Reaches nothing: all that is asked of it fails. */
  static Communicator none() {
    return new NoCommunicator();
  }
}
