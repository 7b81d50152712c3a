package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.BakedImage;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Where images come from that were baked here. */
final class BakedImageTable {
  private static final RowMapper<BakedImage> ROW =
      (row, context) ->
          new BakedImage(
              Json.readProvider(row.getString("provider_json")),
              row.getString("image"),
              row.getString("name"),
              row.getString("template"),
              row.getString("template_hash"),
              row.getString("build"),
              row.getString("builder"),
              row.getString("base_image"),
              Json.readTexts(row.getString("variables_json")),
              Json.readList(row.getString("packages_json")),
              row.getString("version"),
              Moments.read(row, "made_at"));

  private BakedImageTable() {}

  static List<BakedImage> all(Handle handle) {
    return handle
        .createQuery("SELECT * FROM baked_image ORDER BY made_at, place, image")
        .map(ROW)
        .list();
  }

  /** In place of what was known of the same image. */
  static void save(Handle handle, BakedImage image) {
    remove(handle, image.provider().place(), image.image());
    String sql =
        """
        INSERT INTO baked_image
          (place, image, provider_json, name, template, template_hash, build, builder, base_image,
           variables_json, packages_json, version, made_at)
        VALUES
          (:place, :image, :provider, :name, :template, :templateHash, :build, :builder,
           :baseImage, :variables, :packages, :version, :madeAt)
        """;
    handle
        .createUpdate(sql)
        .bind("place", image.provider().place())
        .bind("image", image.image())
        .bind("provider", Json.write(image.provider()))
        .bind("name", image.name())
        .bind("template", image.template())
        .bind("templateHash", image.templateHash())
        .bind("build", image.build())
        .bind("builder", image.builder())
        .bind("baseImage", image.baseImage())
        .bind("variables", Json.write(image.variables()))
        .bind("packages", Json.write(image.packages()))
        .bind("version", image.version())
        .bind("madeAt", Moments.toColumn(image.madeAt()))
        .execute();
  }

  static void remove(Handle handle, String place, String image) {
    handle
        .createUpdate("DELETE FROM baked_image WHERE place = :place AND image = :image")
        .bind("place", place)
        .bind("image", image)
        .execute();
  }
}
