package io.snapfleet.cli.bake;

import io.snapfleet.cli.command.Group;
import picocli.CommandLine.Command;

/** {@code snapfleet bake}: images made from templates. */
@Command(
    name = "bake",
    description = "Checks and explains image templates in Packer's JSON format.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "  snapfleet bake validate web.json",
      "  snapfleet bake inspect web.json",
    })
public final class BakeCommand extends Group {}
