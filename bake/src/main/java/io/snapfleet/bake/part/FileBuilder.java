package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.local.LocalFiles;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Builder;
import io.snapfleet.bake.run.Workpiece;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Builder {@code file}: a file with given content, for its owner alone where it is new. */
final class FileBuilder implements Builder {
  private final Settings settings;
  private final BuildSite site;

  FileBuilder(Settings settings, BuildSite site) {
    this.settings = settings;
    this.site = site;
  }

  @Override
  public Workpiece begin() {
    Path name = Path.of(settings.requiredText("target"));
    Path target = site.resolve(name.toString());
    try {
      write(target);
    } catch (IOException unwritable) {
      throw new BuildException(
          "the file " + name + " cannot be written: " + unwritable, unwritable);
    }
    return new NoPiece(
        "File",
        new Artifact(
            "packer.file",
            "File",
            "Stored file: " + name,
            List.of(name),
            () -> LocalFiles.delete(target)),
        "the file " + target + " stays");
  }

  private void write(Path target) throws IOException {
    LocalFiles.makeWay(target);
    if (Files.notExists(target)) {
      Files.createFile(
          target,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Optional<String> source = settings.text("source");
    if (source.isPresent()) {
      copy(source.get(), target);
    } else {
      Files.writeString(target, settings.text("content").orElse(""), StandardCharsets.UTF_8);
    }
  }

  private void copy(String source, Path target) throws IOException {
    site.lines().say("Copying " + source + " to " + settings.requiredText("target"));
    try (OutputStream output = Files.newOutputStream(target)) {
      long bytes = Files.copy(site.resolve(source), output);
      site.lines().say("Copied " + bytes + " bytes");
    }
  }
}
