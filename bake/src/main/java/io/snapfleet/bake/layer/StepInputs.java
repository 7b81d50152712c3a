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
 * What the results of a build's provisioners depend on: their settings, and the files they send or
 * read. Only a shell, a file that is sent and Ansible have a result that can be used again; and
 * none has where it is told something of the build that is running.
 */
final class StepInputs {
  private static final Pattern TOLD_OF_THE_RUN =
      Pattern.compile("\\{\\{[^}]*\\b(build|uuid|timestamp|isotime|strftime)\\b");

  /** Late: user variables are still to be put in. */
  private static final String COMMAND = "execute_command";

  private static final String INVENTORY = "inventory_file_template";

  private static final Map<String, String> ANY =
      Map.of("Vars", "{{.Vars}}", "Path", "{{.Path}}", "EnvVarFile", "{{.EnvVarFile}}");

  private final BuildSite site;

  StepInputs(BuildSite site) {
    this.site = site;
  }

  /** Of what each of the first steps depends on by itself, up to the first that depends on more. */
  List<Fingerprint> each() {
    List<Fingerprint> prints = new ArrayList<>();
    for (ProvisionerStep step : site.build().provisioners()) {
      Optional<Fingerprint> print = of(step.settings(), prints.size() + 1);
      if (print.isEmpty()) {
        break;
      }
      prints.add(print.get());
    }
    return List.copyOf(prints);
  }

  /**
   * Of what each of these steps leaves, which depends on those before it too.
   *
   * @param base what the first step begins with
   */
  static List<Fingerprint> results(Fingerprint base, List<Fingerprint> steps) {
    List<Fingerprint> prints = new ArrayList<>();
    Fingerprint last = base;
    for (Fingerprint step : steps) {
      last = last.and(step.hash());
      prints.add(last);
    }
    return List.copyOf(prints);
  }

  private Optional<Fingerprint> of(Settings settings, int number) {
    if (!isLasting(settings) || told(settings).anyMatch(StepInputs::isToldOfTheRun)) {
      return Optional.empty();
    }
    Fingerprint print = Fingerprint.begin().and(settings.type().name()).and(settings.values());
    if (settings.type().keys().containsKey(COMMAND) && settings.has(COMMAND)) {
      print = print.and(site.render(settings.requiredText(COMMAND), ANY));
    }
    try {
      return Optional.of(withFiles(print, settings));
    } catch (IOException unreadable) {
      if (isAnsible(settings)) {
        site.lines()
            .say(
                "The result of step %d is not kept: %s".formatted(number, unreadable.getMessage()));
      }
      return Optional.empty();
    }
  }

  private Fingerprint withFiles(Fingerprint before, Settings settings) throws IOException {
    AnsibleInputs ansible = new AnsibleInputs(settings, site);
    return switch (settings.type().name()) {
      case "ansible" -> ansible.used(before);
      case "ansible-local" -> ansible.sent(before);
      default -> {
        Fingerprint print = before;
        for (String file : files(settings)) {
          print = print.andFile(site.resolve(file));
        }
        yield print;
      }
    };
  }

  private static boolean isLasting(Settings settings) {
    return switch (settings.type().name()) {
      case "shell", "ansible", "ansible-local" -> true;
      case "file" -> settings.requiredText("direction").equals("upload");
      default -> false;
    };
  }

  private static boolean isAnsible(Settings settings) {
    return settings.type().name().startsWith("ansible");
  }

  /** An inventory names the machine, wherever it is. */
  private static Stream<String> told(Settings settings) {
    return settings.values().entrySet().stream()
        .filter(entry -> !entry.getKey().equals(INVENTORY))
        .flatMap(entry -> texts(entry.getValue()));
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
