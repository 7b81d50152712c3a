package io.snapfleet.fleet.state;

import io.snapfleet.fleet.model.ImageTrial;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Passages of images through the gate, whatever came of them. */
final class ImageTrialTable {
  private static final RowMapper<ImageTrial> ROW =
      (row, context) ->
          new ImageTrial(
              row.getString("id"),
              Json.readProvider(row.getString("provider_json")),
              Json.readList(row.getString("images_json")),
              row.getString("recipe"),
              row.getString("fleet"),
              row.getString("throw_away"),
              ImageTrial.State.valueOf(row.getString("state")),
              row.getInt("files_read") == 1,
              Moments.read(row, "started_at"),
              Moments.readNullable(row, "ended_at"),
              row.getString("reason"));

  private ImageTrialTable() {}

  static List<ImageTrial> all(Handle handle) {
    return handle
        .createQuery("SELECT * FROM image_trial ORDER BY started_at DESC, id DESC")
        .map(ROW)
        .list();
  }

  static void save(Handle handle, ImageTrial trial) {
    String sql =
        """
        INSERT INTO image_trial
          (id, provider_json, images_json, recipe, fleet, throw_away, state, files_read,
           started_at, ended_at, reason)
        VALUES
          (:id, :provider, :images, :recipe, :fleet, :throwAway, :state, :filesRead,
           :startedAt, :endedAt, :reason)
        ON CONFLICT (id) DO UPDATE
        SET state = excluded.state, files_read = excluded.files_read,
            ended_at = excluded.ended_at, reason = excluded.reason
        """;
    handle
        .createUpdate(sql)
        .bind("id", trial.id())
        .bind("provider", Json.write(trial.provider()))
        .bind("images", Json.write(trial.images()))
        .bind("recipe", trial.recipe())
        .bind("fleet", trial.fleet())
        .bind("throwAway", trial.throwAway())
        .bind("state", trial.state().name())
        .bind("filesRead", trial.filesRead() ? 1 : 0)
        .bind("startedAt", Moments.toColumn(trial.startedAt()))
        .bind("endedAt", Moments.toNullableColumn(trial.endedAt()))
        .bind("reason", trial.reason())
        .execute();
  }
}
