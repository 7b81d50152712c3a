package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.local.LocalFiles;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.PostProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Post-processor {@code checksum}: a line for each file, appended to one file for each kind. */
final class Checksum implements PostProcessor {
  private final Settings settings;
  private final BuildSite site;

  Checksum(Settings settings, BuildSite site) {
    this.settings = settings;
    this.site = site;
  }

  @Override
  public Processed process(Artifact input) {
    List<Path> files = new ArrayList<>(input.files());
    try {
      for (String kind : settings.texts("checksum_types")) {
        append(kind, input.files(), files);
      }
    } catch (IOException unreadable) {
      throw new BuildException("a checksum cannot be written: " + unreadable, unreadable);
    }
    Artifact summed =
        new Artifact(
            "packer.post-processor.checksum",
            "",
            "Created artifact from files: " + listed(files),
            files,
            () -> LocalFiles.deleteAll(files.stream().map(this::absolute).toList()));
    return new Processed(summed, true, true);
  }

  private void append(String kind, List<Path> inputs, List<Path> files) throws IOException {
    for (Path input : inputs) {
      Path sums = Path.of(site.render(settings.requiredText("output"), data(kind)));
      if (Files.notExists(absolute(sums))) {
        files.add(sums);
      }
      LocalFiles.makeWay(absolute(sums));
      Files.writeString(
          absolute(sums),
          sum(kind, absolute(input)) + "\t" + input.getFileName() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private Map<String, String> data(String kind) {
    return Map.of(
        "BuildName", site.build().name(),
        "BuilderType", site.build().type(),
        "ChecksumType", kind);
  }

  private static String sum(String kind, Path file) throws IOException {
    MessageDigest digest = digest(kind);
    try (InputStream input = Files.newInputStream(file);
        DigestOutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      input.transferTo(sink);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(String kind) {
    try {
      return MessageDigest.getInstance(kind.replace("sha", "SHA-"));
    } catch (NoSuchAlgorithmException missing) {
      throw new BuildException("there is no checksum of type " + kind, missing);
    }
  }

  private static String listed(List<Path> files) {
    return String.join(", ", files.stream().map(Path::toString).toList());
  }

  private Path absolute(Path file) {
    return site.resolve(file.toString());
  }
}
