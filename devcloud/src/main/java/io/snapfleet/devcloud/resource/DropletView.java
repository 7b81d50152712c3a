package io.snapfleet.devcloud.resource;

import tools.jackson.databind.node.ObjectNode;

/** A droplet as answers have it: with its size and region in full. */
final class DropletView {
  private final Catalog catalog;

  DropletView(Catalog catalog) {
    this.catalog = catalog;
  }

  ObjectNode shown(ObjectNode droplet) {
    ObjectNode shown = Json.shown(droplet);
    catalog
        .size(Json.text(droplet, "size_slug"))
        .ifPresent(
            size -> {
              shown.set("size", size);
              shown.set("disk_info", size.get("disk_info"));
            });
    catalog.region(Json.text(droplet, "region")).ifPresent(region -> shown.set("region", region));
    return shown;
  }
}
