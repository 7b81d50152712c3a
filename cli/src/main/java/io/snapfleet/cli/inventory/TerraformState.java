package io.snapfleet.cli.inventory;

import io.snapfleet.cli.error.BrokenJson;
import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The machines in a state file of Terraform, formats 3 and 4. Groups and variables are those of the
 * program {@code terraform-inventory}, for which playbooks were written: a group for the resource's
 * name, one for its name and index, one for its type, one for each tag or label; outputs are
 * variables of all.
 */
final class TerraformState {
  private static final String DATA = "data.";

  private final Path file;
  private final JsonNode state;

  private TerraformState(Path file, JsonNode state) {
    this.file = file;
    this.state = state;
  }

  /** Reads a file, or {@code terraform.tfstate} in a directory. */
  static Inventory read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve("terraform.tfstate") : path;
    try {
      return new TerraformState(file, JsonMapper.shared().readTree(Files.readString(file)))
          .inventory();
    } catch (NoSuchFileException missing) {
      throw refused(file, "is not there");
    } catch (IOException unreadable) {
      throw refused(file, "cannot be read: " + unreadable.getMessage());
    } catch (JacksonException broken) {
      throw refused(file, "is not JSON: " + BrokenJson.told(broken));
    }
  }

  private static CommandException refused(Path file, String why) {
    return new CommandException(
        "the Terraform state " + why,
        file.toString(),
        "name a state file with TF_STATE, or unset it for the fleets' machines",
        ExitCode.BAD_INPUT);
  }

  private Inventory inventory() {
    Inventory inventory = new Inventory();
    resources().stream()
        .filter(resource -> !resource.address().isEmpty())
        .sorted(
            Comparator.comparing(TerraformResource::name).thenComparing(TerraformResource::number))
        .forEach(
            resource ->
                inventory.add(
                    resource.address(),
                    resource.groups(),
                    Map.of("ansible_host", resource.address())));
    outputs(state.path("outputs"), inventory);
    list(state, "modules").forEach(module -> outputs(module.path("outputs"), inventory));
    return inventory;
  }

  private List<TerraformResource> resources() {
    JsonNode version = state.path("version");
    if (!version.isInt()) {
      throw refused(
          file,
          "tells its format by no number: 'version' is "
              + (version.isMissingNode() ? "missing" : version));
    }
    return switch (version.asInt()) {
      case 3 -> ofModules();
      case 4 -> ofResources();
      default -> throw refused(file, "has format %s, not 3 or 4".formatted(version));
    };
  }

  /** What is there by a name; nothing where it is not there or null. */
  private JsonNode list(JsonNode of, String name) {
    JsonNode list = of.path(name);
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      throw refused(file, "has '%s' that are no list".formatted(name));
    }
    return list;
  }

  /** {@code TYPE.NAME} or {@code TYPE.NAME.INDEX} by module. */
  private List<TerraformResource> ofModules() {
    List<TerraformResource> resources = new ArrayList<>();
    for (JsonNode module : list(state, "modules")) {
      String prefix = modulePrefix(module.path("path"));
      for (Map.Entry<String, JsonNode> one : module.path("resources").properties()) {
        String[] words = one.getKey().split("\\.", 3);
        if (words.length > 1 && !one.getKey().startsWith(DATA)) {
          String index = words.length > 2 ? words[2] : "";
          JsonNode attributes = one.getValue().at("/primary/attributes");
          resources.add(TerraformResource.of(words[0], prefix + words[1], index, attributes));
        }
      }
    }
    return resources;
  }

  /** The path of the root module is {@code ["root"]}. */
  private static String modulePrefix(JsonNode path) {
    StringBuilder prefix = new StringBuilder();
    for (int place = 1; place < path.size(); place++) {
      prefix.append(path.get(place).asString()).append('_');
    }
    return prefix.toString();
  }

  private List<TerraformResource> ofResources() {
    List<TerraformResource> resources = new ArrayList<>();
    for (JsonNode resource : list(state, "resources")) {
      if (resource.path("mode").asString("managed").equals("managed")) {
        String name =
            modulePrefix(resource.path("module").asString("")) + resource.path("name").asString("");
        for (JsonNode instance : list(resource, "instances")) {
          String index = instance.path("index_key").asString("");
          resources.add(
              TerraformResource.of(
                  resource.path("type").asString(""), name, index, instance.path("attributes")));
        }
      }
    }
    return resources;
  }

  /** Of {@code module.blue.module.web[0]}, {@code blue_web_}. */
  private static String modulePrefix(String address) {
    return Stream.of(address.replaceAll("\\[[^\\]]*\\]", "").split("\\."))
        .filter(word -> !word.isEmpty() && !word.equals("module"))
        .map(word -> word + "_")
        .reduce("", String::concat);
  }

  private static void outputs(JsonNode outputs, Inventory inventory) {
    outputs
        .properties()
        .forEach(
            output -> {
              JsonNode value = output.getValue();
              if (!value.path("sensitive").asBoolean(false)) {
                inventory.variable(output.getKey(), value.isObject() ? value.path("value") : value);
              }
            });
  }
}
