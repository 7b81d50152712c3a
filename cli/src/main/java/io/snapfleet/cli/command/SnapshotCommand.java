package io.snapfleet.cli.command;

import picocli.CommandLine.Command;

/** {@code snapfleet snapshot}: images of all tiers, taken together. */
@Command(
    name = "snapshot",
    description = "Takes, lists, checks and removes snapshot sets.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"  snapfleet snapshot create blog", "  snapfleet snapshot ls"})
public final class SnapshotCommand extends Group {}
