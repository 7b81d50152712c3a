package io.snapfleet.bake.run;

import java.nio.charset.StandardCharsets;

/**
 * A command line that a shell reads from its standard input. What stands in a shell's arguments, or
 * in those of the program that calls it, all users of the computer can read; and command lines have
 * variables with secrets in them.
 */
public record CommandInput(String commandLine) {
  /** The exit status of a shell that has not been given all of it: engines have it too. */
  public static final int NOT_RECEIVED = 125;

  /** Needs nothing but a shell, and reads no further than the command line's end. */
  private static final String READ =
      """
      snapfleet_text=
      while [ "$snapfleet_lines" -gt 0 ]; do
        IFS= read -r snapfleet_line || exit 125
        snapfleet_text="$snapfleet_text$snapfleet_line
      "
        snapfleet_lines=$((snapfleet_lines - 1))
      done
      """;

  private static final String RUN =
      """
      (eval "unset snapfleet_text snapfleet_line snapfleet_lines
      $snapfleet_text")
      """;

  /** What a shell is called with: it reads the command line and runs it. */
  public String reader() {
    return reader("");
  }

  /**
   * The same.
   *
   * @param before run once the command line was read: finds as input what follows it
   */
  public String reader(String before) {
    long lines = commandLine.chars().filter(one -> one == '\n').count() + 1;
    return "snapfleet_lines=" + lines + "\n" + READ + before + RUN;
  }

  /** What the shell has to be given as input. */
  public byte[] bytes() {
    return (commandLine + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
