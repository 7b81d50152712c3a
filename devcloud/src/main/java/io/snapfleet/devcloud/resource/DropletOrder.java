package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.store.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a request for droplets asks for, all of it checked. */
record DropletOrder(
    List<String> names,
    ObjectNode size,
    ObjectNode image,
    String region,
    ObjectNode vpc,
    List<String> keys,
    List<String> volumes,
    String userData,
    boolean ipv6,
    List<String> features) {
  private static final int MOST_NAMES = 10;
  private static final int MOST_USER_DATA = 64 * 1024;

  /** Reads and checks orders. */
  static final class Desk {
    private final Cloud cloud;
    private final Catalog catalog;
    private final Images images;
    private final Keys keys;
    private final Vpcs vpcs;

    Desk(Cloud cloud, Catalog catalog, Images images, Keys keys, Vpcs vpcs) {
      this.cloud = cloud;
      this.catalog = catalog;
      this.images = images;
      this.keys = keys;
      this.vpcs = vpcs;
    }

    DropletOrder read(Request request) {
      ObjectNode size = size(request.requiredText("size"));
      ObjectNode image = image(request, size);
      String region = region(request.text("region").orElse(""), size, image);
      return new DropletOrder(
          names(request),
          size,
          image,
          region,
          vpc(request, region),
          keys.lines(request.texts("ssh_keys")),
          volumes(request, region),
          userData(request),
          request.flag("ipv6"),
          features(request));
    }

    private static List<String> names(Request request) {
      List<String> names = request.texts("names");
      if (names.isEmpty()) {
        names = List.of(request.requiredText("name"));
      }
      if (names.size() > MOST_NAMES) {
        throw ApiError.unprocessable("You can create at most 10 Droplets at once.");
      }
      if (!names.stream()
          .allMatch(name -> name.matches("[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?"))) {
        throw ApiError.unprocessable(
            "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)");
      }
      return names;
    }

    private ObjectNode size(String slug) {
      return catalog
          .size(slug)
          .orElseThrow(
              () -> ApiError.unprocessable("You specified an invalid size for Droplet creation."));
    }

    private ObjectNode image(Request request, ObjectNode size) {
      ObjectNode image =
          request
              .value("image")
              .map(JsonNode::asString)
              .flatMap(images::find)
              .orElseThrow(
                  () ->
                      ApiError.unprocessable(
                          "You specified an invalid image for Droplet creation."));
      if (Json.number(image, "min_disk_size") > Json.number(size, "disk")) {
        throw ApiError.unprocessable(
            "The image needs a disk of %d GB and the size has %d GB."
                .formatted(Json.number(image, "min_disk_size"), Json.number(size, "disk")));
      }
      return image;
    }

    /** A region's name, its beginning, or nothing at all for any that has what is wanted. */
    private String region(String wanted, ObjectNode size, ObjectNode image) {
      List<String> named =
          catalog.regions().stream().filter(region -> region.startsWith(wanted)).toList();
      if (named.isEmpty()) {
        throw ApiError.unprocessable("You specified an invalid region for Droplet creation.");
      }
      List<String> sized = named.stream().filter(Json.texts(size, "regions")::contains).toList();
      if (sized.isEmpty()) {
        throw ApiError.unprocessable("Size is not available in this region.");
      }
      return sized.stream()
          .filter(Json.texts(image, "regions")::contains)
          .findFirst()
          .orElseThrow(() -> ApiError.unprocessable("Image is not available in this region."));
    }

    private ObjectNode vpc(Request request, String region) {
      return request
          .text("vpc_uuid")
          .map(
              id ->
                  cloud
                      .store()
                      .find(Kind.VPC, id)
                      .filter(vpc -> Json.text(vpc, "region").equals(region))
                      .orElseThrow(
                          () ->
                              ApiError.unprocessable(
                                  "vpc_uuid is no VPC network of the region " + region)))
          .orElseGet(() -> vpcs.defaultOf(region));
    }

    private List<String> volumes(Request request, String region) {
      List<String> volumes = request.texts("volumes");
      for (String id : volumes) {
        ObjectNode volume =
            cloud
                .store()
                .find(Kind.VOLUME, id)
                .orElseThrow(() -> ApiError.unprocessable("volume " + id + " does not exist"));
        if (!Json.text(volume, "region").equals(region)) {
          throw ApiError.unprocessable("volume " + id + " is in another region");
        }
        if (!Json.texts(volume, "droplet_ids").isEmpty()) {
          throw ApiError.unprocessable("volume " + id + " is attached to another Droplet");
        }
      }
      return volumes;
    }

    private static String userData(Request request) {
      String data = request.text("user_data").orElse("");
      if (data.getBytes(StandardCharsets.UTF_8).length > MOST_USER_DATA) {
        throw ApiError.unprocessable("user_data is larger than 64 KiB");
      }
      return data;
    }

    private static List<String> features(Request request) {
      return List.of("monitoring", "backups", "ipv6").stream().filter(request::flag).toList();
    }
  }
}
