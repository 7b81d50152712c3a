package io.snapfleet.cli.command;

import picocli.CommandLine.Command;

/** {@code snapfleet backup}: an application's data, kept apart from its machines. */
@Command(
    name = "backup",
    description = "Makes, lists, compares, restores, checks and removes backups.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"  snapfleet backup create blog", "  snapfleet backup ls blog"})
public final class BackupCommand extends Group {}
