package io.snapfleet.cli.output;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/**
 * Keeps the terminal from showing what is typed until it is closed, also when the process is told
 * to stop meanwhile. Where there is no terminal it does nothing.
 */
final class HiddenTyping implements AutoCloseable {
  private final Thread whenStopped = new Thread(() -> echo("echo"), "echo");

  private HiddenTyping() {}

  static HiddenTyping begin() {
    HiddenTyping hidden = new HiddenTyping();
    Runtime.getRuntime().addShutdownHook(hidden.whenStopped);
    echo("-echo");
    return hidden;
  }

  @Override
  public void close() {
    echo("echo");
    Runtime.getRuntime().removeShutdownHook(whenStopped);
  }

  private static void echo(String setting) {
    try {
      new ProcessBuilder("stty", setting)
          .redirectInput(Redirect.INHERIT)
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException noSuchProgram) {
      // Then the answer is shown, which is better than not being asked.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
