package io.snapfleet.cli.vault;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.tree.LocalTreeSource;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet vault backup REPOSITORY PATH...}. */
@Command(
    name = "backup",
    description = "Backs up files, folders and volume images, storing what is new.",
    footer = {
      "  snapfleet vault backup /srv/backups /var/www /etc",
      "  snapfleet vault backup /srv/backups /home --exclude '*.cache' --tag nightly",
      "  snapfleet vault backup /srv/backups --image /dev/vg0/database",
      "  rbd diff --from-snap monday pool/disk@tuesday > changed",
      "  snapfleet vault backup /srv/backups --image /dev/rbd0 --changed-extents changed --since 3f1c",
    })
public final class VaultBackupCommand implements Callable<Integer> {
  private final Output output;
  private final VaultAccess access;
  private final Clock clock;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "PATH",
      description = "Files and folders; together they are one snapshot.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description =
          "A block device or a volume's image, a snapshot of its own; may be given again.")
  private List<Path> images = new ArrayList<>();

  @Option(
      names = "--changed-extents",
      paramLabel = "FILE",
      description =
          "What changed in the one image since the snapshot that --since names: lines with an offset"
              + " and a length in bytes. Nothing else is read.")
  private @Nullable Path changedExtents;

  @Option(
      names = "--since",
      paramLabel = "SNAPSHOT",
      description = "The image's last snapshot, for --changed-extents.")
  private @Nullable String since;

  @Option(
      names = "--exclude",
      paramLabel = "PATTERN",
      description = "What to leave out, as restic's --exclude; may be given again.")
  private List<String> excludes = new ArrayList<>();

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "A tag of the snapshot; may be given again.")
  private List<String> tags = new ArrayList<>();

  @Option(names = "--force", description = "Read everything, whatever is known of the last backup.")
  private boolean force;

  public VaultBackupCommand(Output output, VaultAccess access, Clock clock) {
    this.output = output;
    this.access = access;
    this.clock = clock;
  }

  /** A backup from which something was left out is stored all the same, and is exit code 1. */
  @Override
  public Integer call() {
    requireSources();
    if (!paths.isEmpty()) {
      LocalTreeSource.linkAhead();
    }
    List<BackupReport> snapshots;
    try (Vault open = access.open(repository)) {
      snapshots =
          new SnapshotWriter(open, output, clock)
              .write(new BackupSources(paths, images, changes(), excludes, tags, force));
    }
    output.result(
        new Backups(snapshots),
        String.join("\n", snapshots.stream().map(BackupReport::text).toList()));
    boolean whole = snapshots.stream().noneMatch(BackupReport::partial);
    return (whole ? ExitCode.DONE : ExitCode.FAILED).number();
  }

  private Optional<ExtentList> changes() {
    return changedExtents == null || since == null
        ? Optional.empty()
        : Optional.of(new ExtentList(changedExtents, since));
  }

  /** The result as data. */
  record Backups(List<BackupReport> snapshots) {}

  private void requireSources() {
    if (paths.isEmpty() && images.isEmpty()) {
      throw new CommandException(
          "nothing to back up was named",
          "snapfleet vault backup",
          "name files and folders after the repository, or an image with --image",
          ExitCode.BAD_INPUT);
    }
    Stream.concat(paths.stream(), images.stream()).forEach(VaultBackupCommand::requireThere);
    boolean isListed = changedExtents != null;
    if (isListed != (since != null) || (isListed && (images.size() != 1 || force))) {
      throw new CommandException(
          "what changed can be listed for one image, since one snapshot of it, and not with --force",
          "snapfleet vault backup",
          "give --changed-extents with --since and one --image",
          ExitCode.BAD_INPUT);
    }
  }

  private static void requireThere(Path source) {
    if (!Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
      throw new CommandException(
          "there is nothing to back up at " + source,
          source.toString(),
          "check the path",
          ExitCode.BAD_INPUT);
    }
  }
}
