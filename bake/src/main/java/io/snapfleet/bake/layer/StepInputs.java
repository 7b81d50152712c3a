package io.snapfleet.bake.layer;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.template.LateText;
import io.snapfleet.bake.template.ProvisionerStep;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the results of a build's provisioners depend on: their settings, and the files they send.
 * Only a shell and a file that is sent have a result that can be used again; and neither has where
 * it is told something of the build that is running.
 */
public final class StepInputs {
  private static final Pattern TOLD_OF_THE_RUN =
      Pattern.compile("\\{\\{[^}]*\\b(build|uuid|timestamp|isotime|strftime)\\b");

  /** Late: user variables are still to be put in. */
  private static final String COMMAND = "execute_command";

  private static final Map<String, String> ANY =
      Map.of("Vars", "{{.Vars}}", "Path", "{{.Path}}", "EnvVarFile", "{{.EnvVarFile}}");

  private final BuildSite site;

  public StepInputs(BuildSite site) {
    this.site = site;
  }

  /**
   * The fingerprints after each of the first steps, up to the first whose result depends on more.
   *
   * @param before that of what the first step begins with
   */
  public List<Fingerprint> after(Fingerprint before) {
    List<Fingerprint> prints = new ArrayList<>();
    Optional<Fingerprint> last = Optional.of(before);
    for (ProvisionerStep step : site.build().provisioners()) {
      last = last.flatMap(print -> after(print, step.settings()));
      last.ifPresent(prints::add);
    }
    return List.copyOf(prints);
  }

  private Optional<Fingerprint> after(Fingerprint before, Settings settings) {
    if (!isLasting(settings) || texts(settings.values()).anyMatch(StepInputs::isToldOfTheRun)) {
      return Optional.empty();
    }
    Fingerprint print = before.and(settings.type().name()).and(settings.values());
    if (settings.type().keys().containsKey(COMMAND) && settings.has(COMMAND)) {
      print = print.and(site.render(settings.requiredText(COMMAND), ANY));
    }
    try {
      for (String file : files(settings)) {
        print = print.andFile(site.resolve(file));
      }
      return Optional.of(print);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isLasting(Settings settings) {
    return switch (settings.type().name()) {
      case "shell" -> true;
      case "file" -> settings.requiredText("direction").equals("upload");
      default -> false;
    };
  }

  private static List<String> files(Settings settings) {
    boolean shell = settings.type().name().equals("shell");
    return Stream.concat(
            settings.text(shell ? "script" : "source").stream(),
            settings.texts(shell ? "scripts" : "sources").stream())
        .toList();
  }

  private static boolean isToldOfTheRun(String text) {
    return TOLD_OF_THE_RUN.matcher(text).find()
        || LateText.BUILD_DATA.stream().anyMatch(fact -> text.contains("{{." + fact));
  }

  private static Stream<String> texts(Object value) {
    return switch (value) {
      case Map<?, ?> map -> map.values().stream().flatMap(StepInputs::texts);
      case List<?> list -> list.stream().flatMap(StepInputs::texts);
      default -> Stream.of(value.toString());
    };
  }
}
