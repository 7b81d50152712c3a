package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.local.LocalFiles;
import io.snapfleet.bake.run.BuildSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The inventory that a playbook runs with.
 *
 * @param path as Ansible is given it
 * @param file the one with the machine, where a build has written it
 * @param passing whether that file goes when the inventory is closed
 */
record AnsibleInventory(String path, Optional<Path> file, boolean passing)
    implements AutoCloseable {
  private static final String IGNORED = "ANSIBLE_INVENTORY_IGNORE_REGEX";
  private static final String NAME = "packer-provisioner-ansible";

  /**
   * Packer's, and that the machine's host key, which we know, counts whatever the template says.
   */
  private static final String USUAL_LINE =
      "{{ .HostAlias }} ansible_host={{ .Host }} ansible_user={{ .User }}"
          + " ansible_port={{ .Port }} ansible_host_key_checking=true\n";

  /**
   * The one that is named, or a new one with the machine and its groups; where a directory is
   * named, the new one together with all others in there.
   */
  static AnsibleInventory of(Settings settings, BuildSite site, Map<String, String> facts)
      throws IOException {
    Optional<String> given = settings.text("inventory_file");
    if (given.isPresent()) {
      return new AnsibleInventory(given.get(), Optional.empty(), false);
    }
    Optional<Path> directory = settings.text("inventory_directory").map(site::resolve);
    Path file =
        directory.isPresent()
            ? Files.createTempFile(directory.get(), NAME, "")
            : Files.createTempFile(NAME, "");
    Files.writeString(file, text(settings, site, facts));
    return new AnsibleInventory(
        directory.orElse(file).toString(),
        Optional.of(file),
        !settings.flag("keep_inventory_file"));
  }

  /**
   * Has Ansible pass over the files of other builds: their machine has the same name as often as
   * not, and a playbook is for one of them.
   */
  void hideOthers(Map<String, String> environment) {
    file.map(Path::getFileName)
        .ifPresent(
            name -> {
              String others =
                  "^%s(?!%s$)".formatted(NAME, name.toString().substring(NAME.length()));
              environment.merge(IGNORED, others, (set, more) -> set + "," + more);
            });
  }

  private static String text(Settings settings, BuildSite site, Map<String, String> facts) {
    Map<String, String> data = new HashMap<>(facts);
    data.put("HostAlias", settings.requiredText("host_alias"));
    settings.text("user").ifPresent(user -> data.put("User", user));
    String host = site.render(settings.text("inventory_file_template").orElse(USUAL_LINE), data);
    StringBuilder text = new StringBuilder(host);
    settings.texts("groups").forEach(group -> text.append("[" + group + "]\n").append(host));
    settings.texts("empty_groups").forEach(group -> text.append("[" + group + "]\n"));
    return text.toString();
  }

  @Override
  public void close() {
    if (passing) {
      file.ifPresent(LocalFiles::delete);
    }
  }
}
