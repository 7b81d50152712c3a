package io.snapfleet.cli.image;

import io.snapfleet.cli.command.Group;
import picocli.CommandLine.Command;

/** {@code snapfleet image}: images that builds made. */
@Command(
    name = "image",
    description = "Puts images that builds made to use.",
    synopsisSubcommandLabel = "COMMAND",
    footer = "  snapfleet image promote --tfvars terraform.tfvars")
public final class ImageCommand extends Group {}
