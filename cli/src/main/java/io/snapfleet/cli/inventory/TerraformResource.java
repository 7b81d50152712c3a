package io.snapfleet.cli.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One instance of a resource of Terraform.
 *
 * @param index a number, a name, or empty for the only one
 * @param attributes by their paths, such as {@code network_interface.0.address}
 */
record TerraformResource(String type, String name, String index, Map<String, String> attributes) {
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

  static TerraformResource of(String type, String name, String index, JsonNode attributes) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", attributes, flat);
    return new TerraformResource(type, name, index, flat);
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
        .map(name -> name.matches("\\d+") ? value : value.isEmpty() ? name : name + "_" + value)
        .map(group -> group.toLowerCase(Locale.ROOT))
        .filter(group -> !group.isEmpty());
  }

  int number() {
    return index.matches("\\d{1,9}") ? Integer.parseInt(index) : 0;
  }
}
