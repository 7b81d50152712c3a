package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.local.LocalProgram;
import io.snapfleet.bake.local.Scratch;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Provisioner;
import io.snapfleet.bake.run.StepProcesses;
import io.snapfleet.bake.run.Stopping;
import io.snapfleet.bake.run.Workpiece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Provisioner {@code ansible}: a playbook, by this computer's Ansible, which connects to the
 * machine itself.
 */
final class Ansible implements Provisioner {
  private static final Pattern ROLES = Pattern.compile("(?m)^roles:");
  private static final Pattern COLLECTIONS = Pattern.compile("(?m)^collections:");

  private final Settings settings;
  private final BuildSite site;

  Ansible(Settings settings, BuildSite site) {
    this.settings = settings;
    this.site = site;
  }

  @Override
  public void provision(Workpiece piece) {
    site.lines().say("Provisioning with Ansible...");
    Map<String, String> facts = site.facts(piece.facts());
    try (Scratch scratch = Scratch.make()) {
      AnsibleLogin login = AnsibleLogin.write(facts, scratch);
      installRoles(facts, scratch);
      StepProcesses processes = StepProcesses.next();
      try (AnsibleInventory inventory = AnsibleInventory.of(settings, site, facts)) {
        List<String> command = command(login, inventory, facts, processes);
        Map<String, String> environment = environment(facts, scratch);
        inventory.hideOthers(environment);
        Stopping.undone(
            () -> {
              play(command, environment);
              return command;
            },
            () -> piece.communicator().end(processes));
      }
    } catch (IOException unwritable) {
      throw new BuildException("Ansible's files cannot be written: " + unwritable, unwritable);
    }
  }

  private void play(List<String> command, Map<String, String> environment) {
    site.lines().say("Executing Ansible: " + String.join(" ", command));
    int status = run(command, environment);
    if (status != 0) {
      throw new BuildException(
          "Error executing Ansible: Non-zero exit status: exit status " + status);
    }
  }

  private List<String> command(
      AnsibleLogin login,
      AnsibleInventory inventory,
      Map<String, String> facts,
      StepProcesses processes) {
    List<String> command = new ArrayList<>();
    command.add(settings.requiredText("command"));
    command.addAll(List.of("-e", "packer_build_name=" + quoted(site.build().name())));
    command.addAll(List.of("-e", "packer_builder_type=" + site.build().type()));
    List<String> others = settings.texts("ansible_ssh_extra_args");
    command.addAll(
        List.of(
            "--ssh-extra-args",
            others.isEmpty() ? "-o IdentitiesOnly=yes" : String.join("", others)));
    command.addAll(List.of("--ssh-common-args", common(login, processes)));
    settings.texts("extra_arguments").forEach(word -> command.add(site.rendered(word, facts)));
    command.addAll(List.of("-e", "ansible_ssh_private_key_file=" + login.key()));
    Path playbook = site.resolve(settings.requiredText("playbook_file"));
    command.addAll(List.of("-i", inventory.path(), playbook.toString()));
    return command;
  }

  /** Servers take variables from clients that seem to be of the locale, at most. */
  private static String common(AnsibleLogin login, StepProcesses processes) {
    return "-o UserKnownHostsFile=%s -o SetEnv=LC_%s"
        .formatted(login.knownHosts(), processes.assignment());
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private void installRoles(Map<String, String> facts, Scratch scratch) throws IOException {
    Optional<String> file = settings.text("galaxy_file");
    if (file.isEmpty()) {
      return;
    }
    String text = Files.readString(site.resolve(file.get()));
    boolean collections = COLLECTIONS.matcher(text).find();
    if (ROLES.matcher(text).find() || !collections) {
      install(List.of("install", "-r", file.get()), "roles_path", facts, scratch);
    }
    if (collections) {
      install(
          List.of("collection", "install", "-r", file.get()), "collections_path", facts, scratch);
    }
  }

  private void install(
      List<String> what, String pathKey, Map<String, String> facts, Scratch scratch) {
    site.lines().message("Executing Ansible Galaxy");
    List<String> command = new ArrayList<>();
    command.add(settings.requiredText("galaxy_command"));
    command.addAll(what);
    if (settings.flag("galaxy_force_install")) {
      command.add("-f");
    }
    settings.text(pathKey).ifPresent(path -> command.addAll(List.of("-p", path)));
    int status = run(command, environment(facts, scratch));
    if (status != 0) {
      throw new BuildException(
          "Error executing Ansible Galaxy: Non-zero exit status: exit status " + status);
    }
  }

  private int run(List<String> command, Map<String, String> environment) {
    return new LocalProgram(site.surroundings().directory(), environment)
        .run(command, this::print, this::print);
  }

  private void print(String line) {
    site.lines().message(line.stripTrailing());
  }

  /**
   * Connections that Ansible keeps open are found by address, user and port, which another build's
   * machine may have next: each run has its own.
   */
  private Map<String, String> environment(Map<String, String> facts, Scratch scratch) {
    Map<String, String> environment = new HashMap<>(site.surroundings().environment());
    environment.put("PACKER_RUN_UUID", site.run().toString());
    environment.put("ANSIBLE_SSH_CONTROL_PATH_DIR", scratch.file("cp").toString());
    for (String assignment : settings.texts("ansible_env_vars")) {
      int equals = assignment.indexOf('=');
      if (equals > 0) {
        environment.put(
            assignment.substring(0, equals),
            site.rendered(assignment.substring(equals + 1), facts));
      }
    }
    return environment;
  }
}
