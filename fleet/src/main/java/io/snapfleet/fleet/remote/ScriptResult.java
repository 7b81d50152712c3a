package io.snapfleet.fleet.remote;

/**
 * How a script ended.
 *
 * @param output standard output and standard error as they came, at most the last 64 KiB, secrets
 *     taken out
 */
public record ScriptResult(int exitStatus, String output) {
  public boolean succeeded() {
    return exitStatus == 0;
  }

  /** The last line that is not blank, or an empty text: by convention the reason for a failure. */
  public String lastLine() {
    return output
        .lines()
        .filter(line -> !line.isBlank())
        .reduce("", (first, second) -> second)
        .strip();
  }
}
