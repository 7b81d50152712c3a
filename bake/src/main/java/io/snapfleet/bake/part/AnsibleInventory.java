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
 * @param passing whether it goes when it is closed
 */
record AnsibleInventory(String path, boolean passing) implements AutoCloseable {
  private static final String NAME = "packer-provisioner-ansible";
  private static final String USUAL_LINE =
      "{{ .HostAlias }} ansible_host={{ .Host }} ansible_user={{ .User }}"
          + " ansible_port={{ .Port }}\n";

  /** The one that is named, or a new one with the machine and its groups. */
  static AnsibleInventory of(Settings settings, BuildSite site, Map<String, String> facts)
      throws IOException {
    Optional<String> given = settings.text("inventory_file");
    if (given.isPresent()) {
      return new AnsibleInventory(given.get(), false);
    }
    Optional<String> directory = settings.text("inventory_directory");
    Path file =
        directory.isPresent()
            ? Files.createTempFile(site.resolve(directory.get()), NAME, "")
            : Files.createTempFile(NAME, "");
    Files.writeString(file, text(settings, site, facts));
    return new AnsibleInventory(file.toString(), !settings.flag("keep_inventory_file"));
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
      LocalFiles.delete(Path.of(path));
    }
  }
}
