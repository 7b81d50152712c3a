package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Communicator;
import io.snapfleet.bake.run.Provisioner;
import io.snapfleet.bake.run.Workpiece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Provisioner {@code file}: files and directories to the piece, or from it. */
final class FileTransfer implements Provisioner {
  private final Settings settings;
  private final BuildSite site;

  FileTransfer(Settings settings, BuildSite site) {
    this.settings = settings;
    this.site = site;
  }

  /** Sources with patterns in them, which are not downloaded. */
  static List<String> patterns(Settings settings) {
    return isDownload(settings)
        ? sources(settings).filter(source -> source.matches(".*[*?\\[].*")).toList()
        : List.of();
  }

  private static boolean isDownload(Settings settings) {
    return settings.requiredText("direction").equals("download");
  }

  private static Stream<String> sources(Settings settings) {
    return Stream.concat(settings.texts("sources").stream(), settings.text("source").stream());
  }

  @Override
  public void provision(Workpiece piece) {
    String destination = rendered(settings.requiredText("destination"), piece);
    List<String> sources = sources(settings).map(source -> rendered(source, piece)).toList();
    if (isDownload(settings)) {
      sources.forEach(source -> download(source, destination, piece.communicator()));
    } else {
      sources.forEach(source -> upload(source, destination, piece.communicator()));
    }
  }

  private String rendered(String text, Workpiece piece) {
    return site.rendered(text, piece.facts());
  }

  private void upload(String source, String destination, Communicator communicator) {
    site.lines().say("Uploading " + source + " => " + destination);
    Path from = site.resolve(source);
    try {
      if (Files.isDirectory(from)) {
        communicator.uploadDirectory(from, destination, source.endsWith("/"));
      } else {
        communicator.upload(existing(from, source), under(destination, from.getFileName()));
      }
    } catch (BuildException failed) {
      throw told("Upload", failed);
    }
  }

  private static Path existing(Path from, String source) {
    if (Files.notExists(from)) {
      throw new BuildException("there is no file " + source);
    }
    return from;
  }

  private void download(String source, String destination, Communicator communicator) {
    site.lines().say("Downloading " + source + " => " + destination);
    Path to = site.resolve(destination);
    try {
      if (source.endsWith("/")) {
        Files.createDirectories(to);
        communicator.downloadDirectory(source, to);
      } else {
        Path file = site.resolve(under(destination, Path.of(source).getFileName()));
        Files.createDirectories(file.toAbsolutePath().getParent());
        communicator.download(source, file);
      }
    } catch (BuildException failed) {
      throw told("Download", failed);
    } catch (IOException unwritable) {
      throw told("Download", new BuildException(to + " cannot be made: " + unwritable, unwritable));
    }
  }

  /** A destination that ends with a slash is a directory. */
  private static String under(String destination, Path name) {
    return destination.endsWith("/") ? destination + name : destination;
  }

  private BuildException told(String what, BuildException failed) {
    site.lines().error(what + " failed: " + failed.getMessage());
    return failed;
  }
}
