package io.snapfleet.remote;

import io.snapfleet.remote.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

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

  /** The same with these taken out of the output as well. */
  public ScriptResult without(Collection<Secret> secrets) {
    OutputTail tail = new OutputTail(secrets);
    tail.writeBytes(output.getBytes(StandardCharsets.UTF_8));
    return new ScriptResult(exitStatus, tail.text());
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
