package io.snapfleet.cli.command;

import picocli.CommandLine.Command;

/** {@code snapfleet ops}: what was done to fleets. */
@Command(
    name = "ops",
    description = "Lists, explains and resumes operations.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"  snapfleet ops list", "  snapfleet ops resume 4kq2"})
public final class OpsCommand extends Group {}
