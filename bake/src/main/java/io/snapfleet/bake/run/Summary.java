package io.snapfleet.bake.run;

import io.snapfleet.bake.run.Console.Kind;
import io.snapfleet.bake.template.Masking;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The last lines of a run: what failed, and what was made. */
final class Summary {
  private final Console console;
  private final Masking masking;

  Summary(Console console, Masking masking) {
    this.console = console;
    this.masking = masking;
  }

  void print(List<Outcome> outcomes, Duration took) {
    say("");
    say("==> Wait completed after " + Words.of(took));
    List<Outcome> failed = outcomes.stream().filter(one -> one.failure().isPresent()).toList();
    if (!failed.isEmpty()) {
      failures(failed);
    }
    List<Outcome> made = outcomes.stream().filter(one -> !one.artifacts().isEmpty()).toList();
    say("");
    if (made.isEmpty()) {
      say("==> Builds finished but no artifacts were created.");
    } else {
      say("==> Builds finished. The artifacts of successful builds are:");
      made.forEach(this::artifacts);
    }
  }

  private void failures(List<Outcome> failed) {
    console.fact("", "error-count", Integer.toString(failed.size()));
    say("");
    console.line(Kind.ERROR, "==> Some builds didn't complete successfully and had errors:");
    for (Outcome one : failed) {
      String why = one.failure().orElse("");
      console.fact(one.build(), "error", why);
      console.line(Kind.ERROR, "--> " + one.build() + ": " + why);
    }
  }

  private void artifacts(Outcome outcome) {
    int count = outcome.artifacts().size();
    console.fact(outcome.build(), "artifact-count", Integer.toString(count));
    for (int i = 0; i < count; i++) {
      Artifact artifact = outcome.artifacts().get(i);
      facts(outcome.build(), Integer.toString(i), artifact);
      say("--> " + outcome.build() + ": " + masking.mask(artifact.description()));
    }
  }

  private void facts(String build, String number, Artifact artifact) {
    fact(build, number, "builder-id", artifact.builderId());
    fact(build, number, "id", artifact.id());
    fact(build, number, "string", artifact.description());
    fact(build, number, "files-count", Integer.toString(artifact.files().size()));
    int place = 0;
    for (Path file : artifact.files()) {
      fact(build, number, "file", Integer.toString(place++), file.toString());
    }
    fact(build, number, "end");
  }

  private void fact(String build, String number, String... values) {
    String[] all = new String[values.length + 1];
    all[0] = number;
    for (int i = 0; i < values.length; i++) {
      all[i + 1] = masking.mask(values[i]);
    }
    console.fact(build, "artifact", all);
  }

  private void say(String text) {
    console.line(Kind.SAY, text);
  }
}
