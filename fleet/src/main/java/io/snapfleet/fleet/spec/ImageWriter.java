package io.snapfleet.fleet.spec;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.TierName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Names another image for a tier in the text of a fleet file, and leaves every other character as
 * it is. Immutable, so threads may share one.
 */
public final class ImageWriter {
  private static final String IMAGE = "image";

  private final FleetFile files;

  public ImageWriter(FleetFile files) {
    this.files = files;
  }

  /**
   * The text with the image in it.
   *
   * @param name what problems call the file
   * @param baseDirectory what relative paths in it are relative to
   * @throws InvalidFleetFileException where the text is no sound fleet file, has no such tier, or
   *     would mean something else besides
   */
  public String write(String text, String name, Path baseDirectory, TierName tier, String image) {
    FleetSpec before = files.read(text, name, baseDirectory);
    Draft draft = Draft.of(text, name);
    if (!before.tiers().containsKey(tier)) {
      throw refused(draft, tier, "the file has no tier " + tier.text(), "add it");
    }
    String changed = edit(draft, text, name, tier, image).apply(text);
    if (!means(changed, name, baseDirectory, before.naming(tier, image))) {
      throw refused(
          draft,
          tier,
          "the image cannot be written here without changing something else",
          "write 'image: %s' by hand, apart from anchors and block scalars".formatted(image));
    }
    return changed;
  }

  private boolean means(String text, String name, Path baseDirectory, FleetSpec wanted) {
    try {
      return files.read(text, name, baseDirectory).equals(wanted);
    } catch (InvalidFleetFileException broken) {
      return false;
    }
  }

  private static InvalidFleetFileException refused(
      Draft draft, TierName tier, String rule, String fix) {
    return draft.refused(Fault.missing(List.of("tiers", tier.text()), rule, fix));
  }

  private static TextEdit edit(Draft draft, String text, String name, TierName tier, String image) {
    return YamlText.parse(text, name)
        .flatMap(root -> value(root, "tiers"))
        .flatMap(tiers -> value(tiers, tier.text()))
        .filter(MappingNode.class::isInstance)
        .map(MappingNode.class::cast)
        .flatMap(mapping -> edit(mapping, image))
        .orElseThrow(
            () ->
                refused(
                    draft,
                    tier,
                    "there is no place for an image here",
                    "write 'image: %s' by hand".formatted(image)));
  }

  private static Optional<TextEdit> edit(MappingNode tier, String image) {
    Optional<ScalarNode> known =
        value(tier, IMAGE).filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast);
    return known.isPresent()
        ? known.flatMap(value -> TextEdit.replacing(value, image))
        : TextEdit.adding(tier, IMAGE, image);
  }

  private static Optional<Node> value(Node mapping, String key) {
    return mapping instanceof MappingNode node
        ? node.getValue().stream()
            .filter(entry -> isCalled(entry, key))
            .map(NodeTuple::getValueNode)
            .findFirst()
        : Optional.empty();
  }

  private static boolean isCalled(NodeTuple entry, String key) {
    return entry.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key);
  }
}
