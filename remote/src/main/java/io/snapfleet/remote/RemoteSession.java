package io.snapfleet.remote;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** One SSH connection to a machine. Several scripts may run in it at once. */
public interface RemoteSession extends AutoCloseable {
  /**
   * Runs a script with bash. Its text and its variables travel over standard input, never as
   * arguments; the variables are set in the shell but not exported.
   *
   * @return also for a script that exits with another status than 0
   * @throws RemoteException when the connection fails or the script's deadline passes
   */
  ScriptResult run(Script script);

  /**
   * Runs a script as {@link #run} does, with the given standard input and output; the output of the
   * result is what it said on standard error. Its text comes before the input on the same stream.
   *
   * @throws RemoteException also when the input could not be read to its end: the script may then
   *     have seen a part of it
   */
  ScriptResult pipe(Script script, InputStream in, OutputStream out);

  /** Runs one command line with the given streams and returns its exit status. */
  int exec(String command, InputStream in, OutputStream out, OutputStream err);

  /**
   * Copies a file or directory to the machine, keeping modes, times and links. The remote path is
   * the copy itself: a directory is merged into one that is there, a file replaces one. Directories
   * that are there keep their modes.
   */
  void upload(Path local, String remote);

  /**
   * Copies what a file or directory holds, as scp does: of links what they lead to, in both places.
   * A file that is there keeps its owner and its mode.
   */
  void uploadContent(Path local, String remote);

  /** Copies a file or directory from the machine, by the same rules as {@link #upload}. */
  void download(String remote, Path local);

  @Override
  void close();
}
