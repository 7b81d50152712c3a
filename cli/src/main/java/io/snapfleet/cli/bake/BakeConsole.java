package io.snapfleet.cli.bake;

import io.snapfleet.bake.run.Console;
import io.snapfleet.cli.output.Output;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Prints what builds say. Each line is printed as a whole, whichever build says it. */
abstract class BakeConsole implements Console {
  private BakeConsole() {}

  /** Says nothing: the result says it all. */
  static BakeConsole silent() {
    return new BakeConsole() {
      @Override
      public void line(Kind kind, String text) {}

      @Override
      public void fact(String target, String type, String... values) {}
    };
  }

  /**
   * For people.
   *
   * @param times whether each line has the time before it
   */
  static BakeConsole plain(Output output, Clock clock, boolean times) {
    return new BakeConsole() {
      @Override
      public synchronized void line(Kind kind, String text) {
        String time = times ? clock.instant().truncatedTo(ChronoUnit.SECONDS) + ": " : "";
        output.verbatim(text.isEmpty() ? "\n" : time + text);
      }

      @Override
      public void fact(String target, String type, String... values) {}
    };
  }

  /** For programs. */
  static BakeConsole machineReadable(Output output, Clock clock) {
    return new BakeConsole() {
      @Override
      public synchronized void line(Kind kind, String text) {
        output.verbatim(new MachineLines(clock.instant()).said(kind, text));
      }

      @Override
      public synchronized void fact(String target, String type, String... values) {
        output.verbatim(new MachineLines(clock.instant()).fact(target, type, values));
      }
    };
  }
}
