package io.snapfleet.cli.vault;

import io.snapfleet.cli.command.Group;
import picocli.CommandLine.Command;

/** {@code snapfleet vault}: repositories in restic's format. */
@Command(
    name = "vault",
    description =
        "Backs up folders and volume images to a repository that restic can read, and restores them.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "  snapfleet vault init /srv/backups",
      "  snapfleet vault backup /srv/backups /var/www",
      "  snapfleet vault restore /srv/backups latest /tmp/restored",
    })
public final class VaultCommand extends Group {}
