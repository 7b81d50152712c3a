package io.snapfleet.bake.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** A process that runs a template, for tests that kill it. */
final class KilledBuild {
  private KilledBuild() {}

  /** Takes a template and where runs keep what later ones must know. */
  public static void main(String[] arguments) throws IOException {
    Path template = Path.of(arguments[0]);
    BakedTemplate baked =
        new BakedTemplate(
            template.getParent(), Path.of(arguments[1]), System.getenv(), Clock.systemUTC()) {
          @Override
          public void line(Kind kind, String text) {
            System.out.println(text);
          }
        };
    baked.run(Files.readString(template));
  }
}
