package io.snapfleet.bake.machine;

import io.snapfleet.bake.layer.ImageStore;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.template.PostProcessorStep;
import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A provider's images, and layers among them. */
record MachineLayers(ProviderCalls calls) implements ImageStore {
  /**
   * What is in the directory for temporary files is gone when a machine boots: a step that has put
   * something there for the next one has no layer. Those of services and displays are made anew,
   * and those of forwarded SSH agents go with the connection, which Ansible holds for a minute.
   */
  private static final String QUIET =
      "left=$(ls -A /tmp | grep -Ev '^(systemd-private-.*|ssh-[A-Za-z0-9]{10}|"
          + "\\.(ICE|X11|XIM|font|Test)-unix)$');"
          + " [ -z \"$left\" ] || { echo $left; exit 1; }; sync";

  /** A machine writes its own when it boots. */
  private static final List<String> IDENTITY = List.of("/etc/ssh/ssh_host_*");

  @Override
  public boolean isThere(String image) {
    return find(image).isPresent();
  }

  Optional<Image> find(String image) {
    return calls
        .get(provider -> provider.compute().image(new ImageId(image)))
        .filter(found -> found.state() == Image.State.AVAILABLE);
  }

  @Override
  public void remove(String layer) {
    calls.make(provider -> provider.compute().deleteImage(new ImageId(layer)));
  }

  @Override
  public boolean shows(PostProcessorStep step, String image) {
    return false;
  }

  /**
   * Takes a layer of a machine. Until it has its own label it has the build's, and goes with it.
   *
   * @param name unique
   */
  void take(
      MachineId machine,
      String name,
      Leavings leavings,
      SshCommunicator ssh,
      Consumer<String> noting) {
    List<String> said = new ArrayList<>();
    if (ssh.run(QUIET, said::add, said::add) != 0) {
      throw new BuildException("in /tmp there is " + String.join(" ", said));
    }
    Image image = leavings.image(new CaptureRequest(machine, name, leavings.tags(), IDENTITY));
    noting.accept(image.id().value());
    Tags layer = new Tags(Map.of(Tags.LAYER, name));
    calls.get(provider -> provider.compute().rename(image.id(), "layer-" + name, layer));
    leavings.keep(image);
  }
}
