package io.snapfleet.fleet.state;

import io.snapfleet.fleet.secret.SecretBox;
import io.snapfleet.remote.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Credentials, sealed before they come here. */
final class SecretTable {
  /** A credential as it is stored. */
  record Sealed(String scope, String name, String text) {
    Secret open(SecretBox box) {
      return box.open(scope, name, text);
    }
  }

  private static final RowMapper<Sealed> ROW =
      (row, context) ->
          new Sealed(row.getString("scope"), row.getString("name"), row.getString("sealed"));

  private SecretTable() {}

  static List<Sealed> ofScope(Handle handle, String scope) {
    return handle
        .createQuery("SELECT * FROM secret WHERE scope = :scope ORDER BY name")
        .bind("scope", scope)
        .map(ROW)
        .list();
  }

  /**
   * Opens any one of the stored credentials, so that no second key creeps in among those of the
   * first.
   */
  static void proveKey(Handle handle, SecretBox box) {
    handle
        .createQuery("SELECT * FROM secret LIMIT 1")
        .map(ROW)
        .findOne()
        .ifPresent(present -> present.open(box));
  }

  static void replace(Handle handle, String scope, List<Sealed> secrets) {
    remove(handle, scope);
    if (secrets.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO secret (scope, name, sealed) VALUES (:scope, :name, :sealed)");
    for (Sealed secret : secrets) {
      batch.bind("scope", scope).bind("name", secret.name()).bind("sealed", secret.text()).add();
    }
    batch.execute();
  }

  static void remove(Handle handle, String scope) {
    handle.createUpdate("DELETE FROM secret WHERE scope = :scope").bind("scope", scope).execute();
  }

  static void removeAllUnder(Handle handle, String prefix) {
    handle
        .createUpdate("DELETE FROM secret WHERE substr(scope, 1, length(:prefix)) = :prefix")
        .bind("prefix", prefix)
        .execute();
  }

  static Map<String, Secret> open(List<Sealed> secrets, SecretBox box) {
    Function<Sealed, Secret> opened = secret -> secret.open(box);
    return secrets.stream().collect(Collectors.toUnmodifiableMap(Sealed::name, opened));
  }

  static List<Sealed> seal(String scope, Map<String, Secret> secrets, SecretBox box) {
    return secrets.entrySet().stream()
        .map(
            entry ->
                new Sealed(
                    scope, entry.getKey(), box.seal(scope, entry.getKey(), entry.getValue())))
        .toList();
  }
}
