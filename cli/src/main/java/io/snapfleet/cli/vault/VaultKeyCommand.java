package io.snapfleet.cli.vault;

import io.snapfleet.cli.command.Group;
import picocli.CommandLine.Command;

/** {@code snapfleet vault key}: a repository's passwords. */
@Command(
    name = "key",
    description = "Lists, adds and removes the passwords of a repository.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "  snapfleet vault key ls /srv/backups",
      "  snapfleet vault key add /srv/backups --new-password-file /etc/second.key",
    })
public final class VaultKeyCommand extends Group {}
