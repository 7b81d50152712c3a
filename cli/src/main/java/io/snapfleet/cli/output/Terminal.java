package io.snapfleet.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The three streams of a process, in UTF-8.
 *
 * @param asks whether a person sits at the input and can be asked
 * @param live whether errors go to a screen whose lines can be written again
 */
public record Terminal(
    BufferedReader input, PrintWriter output, PrintWriter errors, boolean asks, boolean live) {

  /** That of this process. */
  public static Terminal ofProcess() {
    return new Terminal(
        new BufferedReader(new InputStreamReader(System.in, UTF_8)),
        new PrintWriter(standardOutput(), false, UTF_8),
        new PrintWriter(System.err, true, UTF_8),
        isScreen(0),
        isScreen(2) && !"dumb".equals(System.getenv("TERM")));
  }

  /** The same streams, with nobody who can be asked. */
  Terminal unattended() {
    return new Terminal(input, output, errors, false, live);
  }

  /**
   * Where a reader such as {@code head} has had enough and gone, nothing is missing. Behind another
   * stream {@code System.out} keeps its errors to itself.
   */
  private static OutputStream standardOutput() {
    return device(1).startsWith("pipe:") ? new BufferedOutputStream(System.out) : System.out;
  }

  /** {@code System.console()} answers for input and output together; the kernel answers for one. */
  private static boolean isScreen(int descriptor) {
    String device = device(descriptor);
    return device.startsWith("/dev/pts/")
        || device.startsWith("/dev/tty")
        || device.equals("/dev/console");
  }

  /** What the kernel calls it; empty when it is closed. */
  private static String device(int descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
    } catch (IOException | UnsupportedOperationException noSuchDescriptor) {
      return "";
    }
  }
}
