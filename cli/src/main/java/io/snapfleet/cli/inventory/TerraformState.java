package io.snapfleet.cli.inventory;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
  /** What vendors' resources call their address; the first that a resource has counts. */
  private static final List<String> ADDRESSES =
      List.of(
          "ipv4_address",
          "public_ip",
          "primary_ip",
          "ip_address",
          "private_ip",
          "default_ip_address",
          "access_ip_v4",
          "floating_ip",
          "network_interface.0.access_config.0.nat_ip",
          "network_interface.0.address",
          "network_interface.0.ip_address",
          "main_ip");

  private static final List<String> TAGS = List.of("tags.", "tags_all.", "labels.");
  private static final String DATA = "data.";

  private final Path file;
  private final JsonNode state;

  private TerraformState(Path file, JsonNode state) {
    this.file = file;
    this.state = state;
  }

  /** One instance of a resource; the index is a number, a name, or empty for the only one. */
  private record Resource(String type, String name, String index, Map<String, String> attributes) {
    static Resource of(String type, String name, String index, JsonNode attributes) {
      Map<String, String> flat = new LinkedHashMap<>();
      flatten("", attributes, flat);
      return new Resource(type, name, index, flat);
    }

    private static void flatten(String path, JsonNode value, Map<String, String> flat) {
      String prefix = path.isEmpty() ? "" : path + ".";
      if (value.isObject()) {
        value.properties().forEach(one -> flatten(prefix + one.getKey(), one.getValue(), flat));
      } else if (value.isArray()) {
        for (int place = 0; place < value.size(); place++) {
          flatten(prefix + place, value.get(place), flat);
        }
      } else if (!value.isNull()) {
        flat.put(path, value.asString());
      }
    }

    String address() {
      return ADDRESSES.stream()
          .map(attributes::get)
          .filter(Objects::nonNull)
          .filter(address -> !address.isEmpty())
          .findFirst()
          .orElse("");
    }

    List<String> groups() {
      List<String> groups = new ArrayList<>();
      groups.add(name);
      groups.add(name + "_" + (index.isEmpty() ? "0" : index));
      groups.add("type_" + type);
      attributes.forEach((key, value) -> tag(key, value).forEach(groups::add));
      return groups;
    }

    /** A list's elements have numbers, which in format 3 may be hashes; {@code #} is its length. */
    private static Stream<String> tag(String key, String value) {
      return TAGS.stream()
          .filter(key::startsWith)
          .map(prefix -> key.substring(prefix.length()))
          .filter(name -> !name.equals("#") && !name.equals("%"))
          .map(name -> name.matches("\\d+") || value.isEmpty() ? "" : name + "_")
          .map(name -> (name + value).toLowerCase(Locale.ROOT))
          .filter(group -> !group.isEmpty());
    }

    int number() {
      return index.matches("\\d{1,9}") ? Integer.parseInt(index) : 0;
    }
  }

  /** Reads a file, or {@code terraform.tfstate} in a directory. */
  static Inventory read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve("terraform.tfstate") : path;
    try {
      return new TerraformState(file, JsonMapper.shared().readTree(Files.readString(file)))
          .inventory();
    } catch (IOException unreadable) {
      throw refused(file, "cannot be read: " + unreadable.getMessage());
    } catch (JacksonException broken) {
      throw refused(file, "is not JSON: " + broken.getOriginalMessage());
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
        .sorted(Comparator.comparing(Resource::name).thenComparing(Resource::number))
        .forEach(
            resource ->
                inventory.add(
                    resource.address(),
                    resource.groups(),
                    Map.of("ansible_host", resource.address())));
    outputs(state.path("outputs"), inventory);
    state.path("modules").forEach(module -> outputs(module.path("outputs"), inventory));
    return inventory;
  }

  private List<Resource> resources() {
    return switch (state.path("version").asInt(0)) {
      case 3 -> ofModules();
      case 4 -> ofResources();
      default -> throw refused(file, "has format %s, not 3 or 4".formatted(state.path("version")));
    };
  }

  /** {@code TYPE.NAME} or {@code TYPE.NAME.INDEX} by module. */
  private List<Resource> ofModules() {
    List<Resource> resources = new ArrayList<>();
    for (JsonNode module : state.path("modules")) {
      String prefix = modulePrefix(module.path("path"));
      for (Map.Entry<String, JsonNode> one : module.path("resources").properties()) {
        String[] words = one.getKey().split("\\.", 3);
        if (words.length > 1 && !one.getKey().startsWith(DATA)) {
          String index = words.length > 2 ? words[2] : "";
          JsonNode attributes = one.getValue().at("/primary/attributes");
          resources.add(Resource.of(words[0], prefix + words[1], index, attributes));
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

  private List<Resource> ofResources() {
    List<Resource> resources = new ArrayList<>();
    for (JsonNode resource : state.path("resources")) {
      if (resource.path("mode").asString("managed").equals("managed")) {
        String name =
            modulePrefix(resource.path("module").asString("")) + resource.path("name").asString("");
        for (JsonNode instance : resource.path("instances")) {
          String index = instance.path("index_key").asString("");
          resources.add(
              Resource.of(
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
