package io.snapfleet.cli.vault;

import io.snapfleet.cli.command.Group;
import picocli.CommandLine.Command;

/** {@code snapfleet vault repair}: what is done about damage that check found. */
@Command(
    name = "repair",
    description = "Repairs a damaged repository, as check says.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "  snapfleet vault repair index /srv/backups",
      "  snapfleet vault repair packs /srv/backups 3f1c2a...",
      "  snapfleet vault repair snapshots /srv/backups",
    })
public final class VaultRepairCommand extends Group {}
