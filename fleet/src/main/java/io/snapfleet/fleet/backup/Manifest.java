package io.snapfleet.fleet.backup;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.provider.json.RecordJson;
import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup's snapshot says of itself, so that the vault alone suffices to know what is in it.
 *
 * @param format counts changes of this record
 */
record Manifest(
    int format, String id, String fleet, String period, Instant moment, Backup.Detail detail) {
  private static final JsonMapper MAPPER =
      RecordJson.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  static byte[] write(Backup backup, Instant moment, Backup.Detail detail) {
    return MAPPER.writeValueAsBytes(
        new Manifest(1, backup.id(), backup.fleet(), backup.period().text(), moment, detail));
  }

  static Manifest read(byte[] json) {
    try {
      return MAPPER.readValue(json, Manifest.class);
    } catch (JacksonException unreadable) {
      throw new MachineFilesException(
          "the backup's " + BackupLayout.MANIFEST + " cannot be read: " + unreadable.getMessage(),
          unreadable);
    }
  }
}
