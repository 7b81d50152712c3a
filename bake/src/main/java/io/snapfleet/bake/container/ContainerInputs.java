package io.snapfleet.bake.container;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.layer.Fingerprint;
import io.snapfleet.bake.run.BuildSite;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What containers and their images are made of by a builder's settings. */
record ContainerInputs(Settings settings, BuildSite site) {
  private static final Set<String> OF_THE_RESULT =
      Set.of("commit", "discard", "export_path", "author", "changes", "message");
  private static final Set<String> OF_THE_REGISTRY =
      Set.of("pull", "login", "login_server", "login_username", "login_password");

  /** Whether all of them are known. Data in volumes are in no layer. */
  boolean canBeTold() {
    return settings.map("volumes").isEmpty() && settings.flag("fix_upload_owner");
  }

  /** What a container of an image begins with; nothing where the image has volumes. */
  Optional<Fingerprint> base(String image, LayerImages images) {
    return images
        .inspect("{{.Id}} {{json .Config.Volumes}}", image)
        .filter(found -> found.endsWith(" null") || found.endsWith(" {}"))
        .map(found -> Fingerprint.begin().and(found).and(site.build().name()).and(beginning()));
  }

  /** All that the container is made with, but for its image. */
  private Map<String, Object> beginning() {
    Map<String, Object> values = new TreeMap<>(settings.values());
    values.keySet().removeAll(OF_THE_RESULT);
    values.keySet().removeAll(OF_THE_REGISTRY);
    values.put("image", "");
    values.put(
        "run_command",
        settings.texts("run_command").stream()
            .map(word -> site.render(word, Map.of("Image", "{{.Image}}")))
            .toList());
    return values;
  }

  /** What the image is made with besides. */
  Map<String, Object> ending() {
    Map<String, Object> result = new TreeMap<>(settings.values());
    result.keySet().retainAll(OF_THE_RESULT);
    return result;
  }
}
