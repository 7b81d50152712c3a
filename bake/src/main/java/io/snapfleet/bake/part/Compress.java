package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.local.LocalFiles;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.PostProcessor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Post-processor {@code compress}: the files of an artifact as one. */
final class Compress implements PostProcessor {
  private static final long BEST = Deflater.BEST_COMPRESSION;

  /**
   * The earliest that an entry can have: with Packer none has a time, and archives stay the same.
   */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final Settings settings;
  private final BuildSite site;

  Compress(Settings settings, BuildSite site) {
    this.settings = settings;
    this.site = site;
  }

  @Override
  public Processed process(Artifact input) {
    String pattern = settings.requiredText("output");
    String name = site.render(pattern, data());
    Path target = site.resolve(name);
    site.lines().say("Compressing " + input.files().size() + " files into " + name);
    try {
      LocalFiles.makeWay(target);
      write(Compression.of(pattern), input.files(), target);
    } catch (IOException unwritable) {
      LocalFiles.delete(target);
      throw new BuildException(name + " cannot be written: " + unwritable, unwritable);
    }
    Artifact packed =
        new Artifact(
            "packer.post-processor.compress",
            "",
            "compressed artifacts in: " + name,
            List.of(Path.of(name)),
            () -> LocalFiles.delete(target));
    return new Processed(packed, false, false);
  }

  private Map<String, String> data() {
    return Map.of("BuildName", site.build().name(), "BuilderType", site.build().type());
  }

  private void write(Compression compression, List<Path> files, Path target) throws IOException {
    if (compression == Compression.GZIP && files.size() != 1) {
      throw new BuildException(
          "Can only have 1 input file when not using tar/zip. Found "
              + files.size()
              + " files: name the output .tar.gz or .zip");
    }
    try (OutputStream output = Files.newOutputStream(target)) {
      switch (compression) {
        case TAR -> tar(files, output);
        case ZIP -> zip(files, output);
        case TAR_GZIP -> tarGzip(files, output);
        case GZIP -> gzip(files.getFirst(), output);
        case UNKNOWN -> throw new BuildException(refusal(target.toString()));
      }
    }
  }

  /** What is said of an output that cannot be made. */
  static String refusal(String output) {
    return "post-processor compress makes .tar, .tar.gz, .gz and .zip, not "
        + output
        + ": make it with shell-local";
  }

  private void tarGzip(List<Path> files, OutputStream output) throws IOException {
    try (OutputStream compressed = compressed(output)) {
      tar(files, compressed);
    }
  }

  private void gzip(Path file, OutputStream output) throws IOException {
    try (OutputStream compressed = compressed(output)) {
      Files.copy(absolute(file), compressed);
    }
  }

  private void tar(List<Path> files, OutputStream output) throws IOException {
    TarWriter tar = new TarWriter(output);
    for (Path file : files) {
      tar.add(absolute(file));
    }
    tar.finish();
  }

  private void zip(List<Path> files, OutputStream output) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(output)) {
      zip.setLevel(level());
      for (Path file : files) {
        ZipEntry entry = new ZipEntry(file.toString());
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        Files.copy(absolute(file), zip);
      }
    }
  }

  private OutputStream compressed(OutputStream output) throws IOException {
    int level = level();
    return new GZIPOutputStream(output) {
      {
        def.setLevel(level);
      }
    };
  }

  /** 0 and what is not given mean the usual level. */
  private int level() {
    long given = settings.number("compression_level").orElse(0L);
    return given <= 0 ? Deflater.DEFAULT_COMPRESSION : (int) Math.min(given, BEST);
  }

  private Path absolute(Path file) {
    return site.resolve(file.toString());
  }
}
