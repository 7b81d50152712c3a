package io.snapfleet.cli.image;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.spec.FleetFile;
import io.snapfleet.fleet.spec.ImageWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A fleet file, of which the image of the tier web is rewritten. */
final class NamingFleetFile implements NamingFile {
  private final FleetFile reader;
  private final Path named;

  NamingFleetFile(FleetFile reader, Path named) {
    this.reader = reader;
    this.named = named;
  }

  @Override
  public String key() {
    return "tiers.web.image";
  }

  @Override
  public @Nullable String image() {
    TierSpec web = reader.read(named).tiers().get(TierName.WEB);
    return web == null ? null : web.image();
  }

  @Override
  public Path set(String image) {
    try {
      Path file = named.toRealPath();
      Path directory = Objects.requireNonNull(named.toAbsolutePath().normalize().getParent());
      String changed =
          new ImageWriter(reader)
              .write(Files.readString(file), named.toString(), directory, TierName.WEB, image);
      return new ReplacedFile(file).with(changed);
    } catch (IOException refusal) {
      throw new CommandException(
          "the fleet file cannot be written: " + refusal.getMessage(),
          named.toString(),
          "check its directory",
          ExitCode.BAD_INPUT);
    }
  }
}
