package io.snapfleet.cli.image;

import io.snapfleet.cli.command.Group;
import picocli.CommandLine.Command;

/** {@code snapfleet image}. */
@Command(
    name = "image",
    description = "Lists, tries, compares and removes images, and puts them to use.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "  snapfleet image ls",
      "  snapfleet image verify web-1 --fleet blog",
      "  snapfleet image rm --unused --dry-run",
    })
public final class ImageCommand extends Group {}
