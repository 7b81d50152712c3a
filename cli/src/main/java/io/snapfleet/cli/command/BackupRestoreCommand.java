package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Backup.PartName;
import io.snapfleet.fleet.operate.Backups;
import io.snapfleet.fleet.operate.FleetEngine;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code snapfleet backup restore FLEET ID}. */
@Command(
    name = "restore",
    description =
        "Brings a fleet's data back to a backup, on all of its machines, or writes them to a directory.",
    footer = {
      "  snapfleet backup restore blog latest",
      "  snapfleet backup restore blog k3v9 --only database --yes",
      "  snapfleet backup restore blog k3v9 --to ./restored",
    })
public final class BackupRestoreCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private BackupPrefix prefix = new BackupPrefix();
  @Mixin private YesOption yes = new YesOption();

  @Option(
      names = "--only",
      paramLabel = "PART",
      description =
          "webroot (files and uploads) or database; all that the backup has when not given.")
  private @Nullable String only;

  @Option(
      names = "--to",
      paramLabel = "DIRECTORY",
      description =
          "Write to this directory, which must be empty or missing; no machine is touched.")
  private @Nullable Path directory;

  public BackupRestoreCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /**
   * The result as data.
   *
   * @param directory where it was written to; absent for a fleet
   */
  record Restored(
      String fleet,
      String backup,
      List<String> parts,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String directory) {}

  @Override
  public void run() {
    Backups backups = engine.get().backups();
    Backup backup = backups.find(prefix.fleet(), prefix.text());
    Set<PartName> parts = parts(backup);
    String what = parts.stream().map(PartName::text).collect(Collectors.joining(" and "));
    if (directory != null) {
      backups.restoreTo(prefix.fleet(), backup, parts, directory);
    } else {
      confirm(backup, what);
      try (Progress progress = output.progress()) {
        backups.restore(prefix.fleet(), backup, parts, new OperationProgress(progress));
      }
    }
    String where =
        directory == null ? "fleet " + prefix.fleet() : directory.toAbsolutePath().toString();
    output.result(
        new Restored(
            prefix.fleet(),
            backup.id(),
            parts.stream().map(PartName::text).toList(),
            directory == null ? null : where),
        "Restored %s of backup %s to %s.".formatted(what, backup.id(), where));
  }

  private void confirm(Backup backup, String what) {
    if (!yes.given()) {
      output
          .prompt()
          .confirm(
              "Replace %s of fleet %s by those of %s? What was written since is lost."
                  .formatted(what, backup.fleet(), backup.moment()));
    }
  }

  private Set<PartName> parts(Backup backup) {
    if (only != null) {
      return switch (only) {
        case "webroot" -> EnumSet.of(PartName.WEBROOT);
        case "database" -> EnumSet.of(PartName.DATABASE);
        default ->
            throw new ParameterException(
                spec.commandLine(), "'%s' is no part; name webroot or database".formatted(only));
      };
    }
    Set<PartName> parts = EnumSet.noneOf(PartName.class);
    Backup.Detail detail = backup.detail();
    if (detail != null) {
      detail.parts().forEach(part -> parts.add(part.name()));
    }
    parts.remove(PartName.ASSETS);
    return parts;
  }
}
