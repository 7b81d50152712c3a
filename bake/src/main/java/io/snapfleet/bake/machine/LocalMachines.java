package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.MachineExtras;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.input.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builder {@code local}: an image of a machine of the provider on this computer. */
final class LocalMachines implements MachineKind {
  /** What DigitalOcean calls the system that machines are installed on here. */
  private static final String BASE = "debian-12-x64";

  /** What it calls every release of that system: templates name those of their time. */
  private static final Pattern RELEASE = Pattern.compile("debian-\\d+-x64");

  private static final Pattern GIGABYTES = Pattern.compile("-(\\d+)gb");
  private static final String BUILDER_ID = "snapfleet.local";

  private final Settings settings;
  private final BuildSite site;
  private final List<String> cleanUp;
  private final ImageRegister register;

  LocalMachines(Settings settings, BuildSite site, List<String> cleanUp, ImageRegister register) {
    this.settings = settings;
    this.site = site;
    this.cleanUp = cleanUp;
    this.register = register;
  }

  @Override
  public String noun() {
    return "machine";
  }

  @Override
  public Image source(ProviderCalls calls) {
    List<Image> images = images(calls);
    String name = settings.text("image").orElse(BASE);
    Optional<Image> named =
        images.stream()
            .filter(image -> image.name().equals(name) || image.id().value().equals(name))
            .findFirst();
    return named.orElseGet(() -> base(name, images, calls));
  }

  private static List<Image> images(ProviderCalls calls) {
    return calls.get(provider -> provider.compute().images(new Tags(Map.of()))).stream()
        .filter(image -> !image.isLayer())
        .toList();
  }

  /** Images are called by their names here. */
  @Override
  public void refuse(ProviderCalls calls) {
    String name = SnapshotName.of(settings, site);
    images(calls).stream()
        .filter(image -> image.name().equals(name))
        .filter(image -> !site.run().force() || user(image).isPresent())
        .findFirst()
        .ifPresent(
            image -> {
              throw new BuildException(
                  "the name %s is taken by the image %s: %s"
                      .formatted(
                          name,
                          image.id(),
                          user(image)
                              .map(user -> user + "; give another snapshot_name")
                              .orElse(
                                  "give a snapshot_name with {{timestamp}}, or replace it with"
                                      + " -force")));
            });
  }

  private Optional<String> user(Image image) {
    return isOfAFleet(image) ? Optional.of("it is a fleet's") : register.user(settings, image.id());
  }

  private static boolean isOfAFleet(Image image) {
    return image.tags().get(Tags.FLEET).isPresent();
  }

  private Image base(String name, List<Image> images, ProviderCalls calls) {
    if (!RELEASE.matcher(name).matches()) {
      List<String> known = images.stream().map(Image::name).toList();
      throw new BuildException(
          "there is no image '%s' on this computer%s".formatted(name, hint(name, known)));
    }
    if (!name.equals(BASE)) {
      site.lines()
          .say("No image is called " + name + " here: this computer's base system stands in");
    }
    return calls.get(provider -> provider.compute().baseImage(site.lines()::message));
  }

  private static String hint(String name, List<String> known) {
    return NearestName.of(name, known)
        .map(near -> "; did you mean '" + near + "'?")
        .orElse(": its own base system is " + BASE);
  }

  /** Names of machines are unique in a home, so that {@code droplet_name} is not taken. */
  @Override
  public String machineName(String id) {
    return id;
  }

  /** A size of ours, or by the memory that DigitalOcean's word for one tells. */
  @Override
  public String size() {
    String size = settings.text("size").orElse("small");
    Matcher memory = GIGABYTES.matcher(size);
    if (!memory.find()) {
      return size.contains("mb") ? "small" : size;
    }
    int gigabytes = Integer.parseInt(memory.group(1));
    return gigabytes <= 1 ? "small" : gigabytes <= 2 ? "medium" : "large";
  }

  @Override
  public boolean keepsLayers() {
    return true;
  }

  @Override
  public Object beginning() {
    return Map.of("size", size(), "options", settings.map("options"), "user", user());
  }

  private String user() {
    return settings.text("ssh_username").orElse("") + settings.requiredText("communicator");
  }

  /** A name with the time in it is another one in each run, and no reason to build. */
  @Override
  public Object ending() {
    String name = settings.text("snapshot_name").orElse("");
    return List.of(site.build().runTexts().without(name), cleanUp);
  }

  @Override
  public MachineExtras extras() {
    return MachineExtras.NONE;
  }

  @Override
  public String lastCommand(SshLogin login) {
    return "sync";
  }

  /**
   * An image has what was on the disk at one moment, and the last command sees to what is there.
   */
  @Override
  public boolean stopsFirst() {
    return false;
  }

  @Override
  public boolean registersKeys() {
    return false;
  }

  @Override
  public List<String> cleanUp() {
    return cleanUp;
  }

  @Override
  public Artifact publish(Image image, ProviderCalls calls) {
    String name = SnapshotName.of(settings, site);
    Tags none = new Tags(Map.of());
    List<Image> replaced =
        images(calls).stream()
            .filter(old -> old.name().equals(name) && user(old).isEmpty())
            .toList();
    calls.get(provider -> provider.compute().rename(image.id(), name, none));
    if (site.run().force()) {
      replaced.forEach(old -> calls.make(provider -> provider.compute().deleteImage(old.id())));
    }
    return artifact(image.id(), name, calls);
  }

  @Override
  public Artifact published(Image image, ProviderCalls calls) {
    return artifact(image.id(), image.name(), calls);
  }

  private static Artifact artifact(ImageId image, String name, ProviderCalls calls) {
    return new Artifact(
        BUILDER_ID,
        image.value(),
        "An image was created: '%s' (ID: %s) on this computer".formatted(name, image),
        List.of(),
        () -> calls.make(provider -> provider.compute().deleteImage(image)),
        Map.of("ID", ""));
  }
}
