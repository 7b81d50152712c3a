package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.model.Backup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backup as data, and as text.
 *
 * @param until when the files were last looked at
 * @param snapshot the vault's id of it, as restic takes it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BackupReport(
    String id,
    String fleet,
    String period,
    String state,
    Instant moment,
    @Nullable Instant until,
    @Nullable String snapshot,
    @Nullable String recipe,
    @Nullable String recipeVersion,
    @Nullable String applicationVersion,
    long addedBytes,
    List<PartReport> parts) {

  /**
   * One part.
   *
   * @param problem why it is missing or not whole; absent when it is whole
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PartReport(String part, String machine, long items, long bytes, @Nullable String problem) {
    static PartReport of(Backup.Part part) {
      return new PartReport(
          part.name().text(), part.machine(), part.items(), part.bytes(), part.problem());
    }
  }

  static BackupReport of(Backup backup) {
    Backup.Detail detail = backup.detail();
    return new BackupReport(
        backup.id(),
        backup.fleet(),
        backup.period().text(),
        backup.state().text(),
        backup.moment(),
        detail == null ? null : detail.until(),
        backup.snapshot(),
        detail == null ? null : detail.recipe(),
        detail == null ? null : detail.recipeVersion(),
        detail == null ? null : detail.applicationVersion(),
        detail == null ? 0 : detail.addedBytes(),
        detail == null ? List.of() : detail.parts().stream().map(PartReport::of).toList());
  }

  long bytes() {
    return parts.stream().mapToLong(PartReport::bytes).sum();
  }

  boolean isGood() {
    return state.equals(Backup.State.COMPLETE.text());
  }

  String text() {
    Table table = new Table("PART", "READ ON", "ITEMS", "BYTES", "STATE");
    for (PartReport part : parts) {
      table.row(
          part.part(),
          part.machine(),
          part.items(),
          Bytes.text(part.bytes()),
          part.problem() == null ? "whole" : part.problem());
    }
    return """
        Backup %s of fleet %s is %s
          moment:            %s (files until %s)
          period:            %s
          application:       %s%s
          added to vault:    %s
          snapshot:          %s

        %s"""
        .formatted(
            id,
            fleet,
            state,
            moment.truncatedTo(ChronoUnit.SECONDS),
            until == null ? "-" : until.truncatedTo(ChronoUnit.SECONDS),
            period,
            recipe == null ? "-" : recipe,
            applicationVersion == null || applicationVersion.isEmpty()
                ? ""
                : " " + applicationVersion,
            Bytes.text(addedBytes),
            snapshot == null ? "-" : snapshot,
            table);
  }
}
