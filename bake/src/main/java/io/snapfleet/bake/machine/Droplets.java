package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.MachineExtras;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.remote.ShellWord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builder {@code digitalocean}: an image of a droplet, as Packer makes it. */
final class Droplets implements MachineKind {
  private static final String BUILDER_ID = "pearkes.digitalocean";

  private final Settings settings;
  private final BuildSite site;

  Droplets(Settings settings, BuildSite site) {
    this.settings = settings;
    this.site = site;
  }

  @Override
  public String noun() {
    return "droplet";
  }

  /** The place was opened with a slug as its base image. */
  @Override
  public Image source(ProviderCalls calls) {
    String name = settings.requiredText("image");
    if (!name.matches("\\d+")) {
      return calls.get(provider -> provider.compute().baseImage(line -> {}));
    }
    return calls
        .get(provider -> provider.compute().image(new ImageId(name)))
        .orElseThrow(() -> new BuildException("there is no image " + name + " at DigitalOcean"));
  }

  @Override
  public String machineName(String id) {
    return settings.text("droplet_name").orElse(id);
  }

  @Override
  public String size() {
    return settings.requiredText("size");
  }

  @Override
  public MachineExtras extras() {
    return new MachineExtras(
        userData(), settings.texts("tags"), settings.flag("monitoring"), settings.flag("ipv6"));
  }

  private String userData() {
    Optional<String> file = settings.text("user_data_file");
    try {
      return file.isPresent()
          ? Files.readString(site.resolve(file.get()))
          : settings.text("user_data").orElse("");
    } catch (IOException unreadable) {
      throw new BuildException("Problem reading user data file: " + unreadable, unreadable);
    }
  }

  /**
   * What the build itself has put there: its login key, its host key, and the user data that hold
   * both. The image's own cloud-init makes host keys at the next machine's first boot.
   */
  @Override
  public String lastCommand(SshLogin login) {
    String key = login.key().publicLine().split(" ")[1];
    return """
        sudo=; [ "$(id -u)" = 0 ] || sudo='sudo -n'
        for file in /root/.ssh/authorized_keys "$HOME/.ssh/authorized_keys"; do
          $sudo test -f "$file" && $sudo sed -i %s "$file"
        done
        $sudo rm -rf /etc/ssh/ssh_host_* /var/lib/cloud/instance /var/lib/cloud/instances
        sync
        """
        .formatted(ShellWord.of("\\#" + key + "#d"));
  }

  @Override
  public boolean stopsFirst() {
    return true;
  }

  @Override
  public boolean registersKeys() {
    return true;
  }

  @Override
  public List<String> cleanUp() {
    return List.of();
  }

  @Override
  public Artifact publish(Image image, ProviderCalls calls) {
    String name = SnapshotName.of(settings, site);
    List<String> regions = new ArrayList<>();
    settings.texts("snapshot_regions").stream()
        .distinct()
        .filter(this::isElsewhere)
        .forEach(regions::add);
    for (String region : regions) {
      site.lines().say("transferring Snapshot ID: " + image.id());
      calls.make(provider -> provider.compute().transferImage(image.id(), region));
    }
    regions.add(settings.requiredText("region"));
    String everywhere = String.join(",", regions);
    calls.get(provider -> provider.compute().rename(image.id(), name, new Tags(Map.of())));
    return new Artifact(
        BUILDER_ID,
        everywhere + ":" + image.id(),
        "A snapshot was created: '%s' (ID: %s) in regions '%s'"
            .formatted(name, image.id(), everywhere),
        List.of(),
        () -> calls.make(provider -> provider.compute().deleteImage(image.id())));
  }

  private boolean isElsewhere(String region) {
    return !region.equals(settings.requiredText("region"));
  }
}
