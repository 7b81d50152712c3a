package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.local.Scratch;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.PosixText;
import io.snapfleet.bake.run.Provisioner;
import io.snapfleet.bake.run.Workpiece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Provisioner {@code ansible-local}: playbooks, by the piece's own Ansible. */
final class AnsibleLocal implements Provisioner {
  private static final String STAGING = "/tmp/packer-provisioner-ansible-local/";
  private static final int NOT_FOUND = 127;

  private final Settings settings;
  private final BuildSite site;

  AnsibleLocal(Settings settings, BuildSite site) {
    this.settings = settings;
    this.site = site;
  }

  @Override
  public void provision(Workpiece piece) {
    site.lines().say("Provisioning with Ansible...");
    StagingDirectory staging =
        new StagingDirectory(
            settings
                .text("staging_directory")
                .orElseGet(() -> STAGING + site.surroundings().uuids().get()),
            piece.communicator(),
            site);
    List<String> playbooks = uploadPlaybooks(staging);
    String inventory = uploadInventory(staging);
    settings.text("galaxy_file").ifPresent(file -> staging.file("galaxy file", file, base(file)));
    settings.text("group_vars").ifPresent(from -> staging.directory(from, "group_vars"));
    settings.text("host_vars").ifPresent(from -> staging.directory(from, "host_vars"));
    settings.texts("role_paths").forEach(from -> staging.directory(from, "roles/" + base(from)));
    settings
        .texts("playbook_paths")
        .forEach(from -> staging.directory(from, "playbooks/" + base(from)));
    installRoles(staging);
    playbooks.forEach(playbook -> play(playbook, inventory, staging, piece));
    if (settings.flag("clean_staging_directory")) {
      staging.remove();
    }
  }

  /** Where the playbooks that are to be run are on the piece. */
  private List<String> uploadPlaybooks(StagingDirectory staging) {
    Optional<String> directory = settings.text("playbook_dir");
    directory.ifPresentOrElse(from -> staging.directory(from, ""), staging::make);
    Optional<String> one = settings.text("playbook_file");
    if (one.isPresent()) {
      return List.of(staging.file("main Playbook file", one.get(), base(one.get())));
    }
    List<String> playbooks = new ArrayList<>();
    for (String file : settings.texts("playbook_files")) {
      playbooks.add(uploadPlaybook(site.resolve(file), directory.map(site::resolve), staging));
    }
    return playbooks;
  }

  /** One that is in the playbook directory is there already. */
  private static String uploadPlaybook(
      Path file, Optional<Path> directory, StagingDirectory staging) {
    Path absolute = file.normalize();
    Optional<Path> parent = directory.map(Path::normalize).filter(absolute::startsWith);
    return parent.isPresent()
        ? staging.path(parent.get().relativize(absolute).toString())
        : staging.file("playbook file", absolute.toString(), absolute.toString().substring(1));
  }

  private String uploadInventory(StagingDirectory staging) {
    Optional<String> given = settings.text("inventory_file");
    if (given.isPresent()) {
      return staging.file("inventory file", given.get(), base(given.get()));
    }
    try (Scratch scratch = Scratch.make()) {
      Path file = Files.writeString(scratch.file("inventory"), inventory());
      return staging.file("inventory file", file.toString(), "packer-provisioner-ansible-local");
    } catch (IOException unwritable) {
      throw new BuildException("the inventory cannot be written: " + unwritable, unwritable);
    }
  }

  private String inventory() {
    List<String> groups = settings.texts("inventory_groups");
    return groups.isEmpty()
        ? "127.0.0.1\n"
        : groups.stream()
            .map(group -> "[" + group + "]\n127.0.0.1\n")
            .collect(Collectors.joining());
  }

  private void installRoles(StagingDirectory staging) {
    Optional<String> file = settings.text("galaxy_file");
    if (file.isPresent()) {
      String command =
          "%s install -r %s -p %s"
              .formatted(
                  settings.requiredText("galaxy_command"),
                  staging.word(base(file.get())),
                  staging.word("roles"));
      site.lines().message("Executing Ansible Galaxy: " + command);
      require(staging.run(command), "Error executing Ansible Galaxy");
    }
  }

  private void play(String playbook, String inventory, StagingDirectory staging, Workpiece piece) {
    String arguments =
        settings.texts("extra_arguments").stream()
            .map(word -> " " + site.rendered(word, piece.facts()))
            .collect(Collectors.joining());
    String command =
        "%s %s --extra-vars \"packer_build_name=%s packer_builder_type=%s\"%s -c local -i %s"
            .formatted(
                settings.requiredText("command"),
                PosixText.word(playbook),
                site.build().name(),
                site.build().type(),
                arguments,
                PosixText.word(inventory));
    site.lines().message("Executing Ansible: " + command);
    require(staging.run(command), "Error executing Ansible");
  }

  private void require(int status, String otherwise) {
    if (status == NOT_FOUND) {
      throw new BuildException(
          otherwise
              + ": "
              + settings.requiredText("command")
              + " could not be found on the machine; install it there in a provisioner before");
    }
    if (status != 0) {
      throw new BuildException(otherwise + ": Non-zero exit status: " + status);
    }
  }

  private static String base(String path) {
    return Path.of(path).getFileName().toString();
  }
}
