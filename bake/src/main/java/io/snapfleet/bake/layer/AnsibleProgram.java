package io.snapfleet.bake.layer;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.local.LocalProgram;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * This computer's Ansible, with the configuration that holds for a step.
 *
 * @param version what it says of itself
 * @param variables those of the environment that it heeds
 * @param searched where it looks for roles, modules and the like, and its configuration
 * @param logs what it writes to
 */
record AnsibleProgram(
    List<String> version, Map<String, String> variables, List<Path> searched, List<String> logs) {
  private static final String VARIABLE = "ANSIBLE_";
  private static final String LOG = "log_path";
  private static final String ROLES = "roles_path";
  private static final Pattern CONFIGURATION = Pattern.compile("\\s*config file = (/.*)");

  private static final Pattern SEARCHED =
      Pattern.compile(
          "roles_path|collections_paths?|library|module_utils|.*_plugins|.*password_file");

  private static final Pattern LINE =
      Pattern.compile("\\s*([a-z_]+)\\s*[=:]\\s*(.*?)\\s*(\\s;.*)?");

  private static final List<String> USUAL_ROLES = List.of("~/.ansible/roles", "/etc/ansible/roles");

  AnsibleProgram {
    version = List.copyOf(version);
    variables = Map.copyOf(variables);
    searched = List.copyOf(searched);
    logs = List.copyOf(logs);
  }

  /** Asks the program that a step runs. */
  static AnsibleProgram ask(Settings settings, BuildSite site) throws IOException {
    Map<String, String> environment = new HashMap<>(site.surroundings().environment());
    for (String assignment : settings.texts("ansible_env_vars")) {
      int equals = assignment.indexOf('=');
      if (equals > 0) {
        environment.put(assignment.substring(0, equals), assignment.substring(equals + 1));
      }
    }
    Path directory = site.surroundings().directory();
    List<String> version = version(settings.requiredText("command"), directory, environment);
    return new Search(directory, environment).program(version);
  }

  private static List<String> version(
      String command, Path directory, Map<String, String> environment) throws IOException {
    ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
    try {
      int status =
          new LocalProgram(directory, environment)
              .run(List.of(command, "--version"), said::add, line -> {});
      if (status == 0) {
        return List.copyOf(said);
      }
    } catch (BuildException missing) {
      throw new IOException(missing.getMessage(), missing);
    }
    throw new IOException("'" + command + " --version' fails");
  }

  /** Collects what the configuration and the environment name. */
  private static final class Search {
    private final Path directory;
    private final Map<String, String> environment;
    private final List<Path> searched = new ArrayList<>();
    private final List<String> logs = new ArrayList<>();
    private boolean rolesNamed;

    Search(Path directory, Map<String, String> environment) {
      this.directory = directory;
      this.environment = environment;
    }

    AnsibleProgram program(List<String> version) throws IOException {
      Map<String, String> variables = new TreeMap<>();
      environment.forEach(
          (name, value) -> {
            if (name.startsWith(VARIABLE)) {
              variables.put(name, value);
              note(name.substring(VARIABLE.length()).toLowerCase(Locale.ROOT), value, directory);
            }
          });
      for (String line : version) {
        Matcher file = CONFIGURATION.matcher(line);
        if (file.matches()) {
          read(Path.of(file.group(1)));
        }
      }
      if (!rolesNamed) {
        USUAL_ROLES.forEach(one -> searched.add(path(one, directory)));
      }
      return new AnsibleProgram(version, variables, searched, logs);
    }

    private void read(Path configuration) throws IOException {
      searched.add(configuration);
      Path beside = Objects.requireNonNull(configuration.getParent());
      for (String line : Files.readAllLines(configuration)) {
        Matcher setting = LINE.matcher(line);
        if (setting.matches()) {
          note(setting.group(1), setting.group(2), beside);
        }
      }
    }

    private void note(String key, String value, Path beside) {
      if (key.equals(LOG)) {
        logs.add(path(value, beside).toString());
      } else if (SEARCHED.matcher(key).matches()) {
        rolesNamed |= key.equals(ROLES);
        Stream.of(value.split(":"))
            .filter(one -> !one.isBlank())
            .forEach(one -> searched.add(path(one, beside)));
      }
    }

    private Path path(String text, Path beside) {
      String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
      String named = text.strip();
      return beside.resolve(named.startsWith("~/") ? home + named.substring(1) : named);
    }
  }
}
