package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.http.Pages;
import io.snapfleet.devcloud.http.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the vendor has on offer: regions, sizes, and the images everybody may use. */
public final class Catalog {
  private final Map<String, ObjectNode> regions = new LinkedHashMap<>();
  private final Map<String, ObjectNode> sizes = new LinkedHashMap<>();
  private final Map<String, ObjectNode> images = new LinkedHashMap<>();

  public Catalog() {
    JsonNode catalog = read();
    catalog.get("sizes").forEach(size -> sizes.put(slug(size), withDisk((ObjectNode) size)));
    catalog.get("regions").forEach(region -> regions.put(slug(region), withSizes(region)));
    catalog.get("images").forEach(image -> images.put(slug(image), (ObjectNode) image));
  }

  private static JsonNode read() {
    try (InputStream file = Catalog.class.getResourceAsStream("catalog.json")) {
      return JsonMapper.shared().readTree(file);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static String slug(JsonNode node) {
    return node.get("slug").stringValue();
  }

  private static ObjectNode withDisk(ObjectNode size) {
    ObjectNode disk = size.putArray("disk_info").addObject().put("type", "local");
    disk.putObject("size").put("amount", size.get("disk").intValue()).put("unit", "gib");
    return size;
  }

  private ObjectNode withSizes(JsonNode region) {
    ObjectNode full = (ObjectNode) region;
    sizes.values().stream()
        .filter(size -> Json.texts(size, "regions").contains(slug(region)))
        .forEach(size -> full.withArray("sizes").add(slug(size)));
    return full;
  }

  void routes(Router router) {
    router
        .on(
            "GET /v2/regions",
            "regions:read",
            request -> Pages.of(request, "regions", regions.values(), region -> region))
        .on(
            "GET /v2/sizes",
            "sizes:read",
            request -> Pages.of(request, "sizes", sizes.values(), size -> size));
  }

  /** Slugs of all regions. */
  Set<String> regions() {
    return regions.keySet();
  }

  Optional<ObjectNode> region(String slug) {
    return Optional.ofNullable(regions.get(slug));
  }

  Optional<ObjectNode> size(String slug) {
    return Optional.ofNullable(sizes.get(slug));
  }

  /** By slug. */
  Map<String, ObjectNode> images() {
    return images;
  }
}
