package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.local.LocalFiles;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.PostProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Post-processor {@code manifest}: one entry for each artifact, appended to a file that is replaced
 * as a whole.
 */
final class Manifest implements PostProcessor {
  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final String BUILDS = "builds";
  private static final String LAST_RUN = "last_run_uuid";

  private final Settings settings;
  private final BuildSite site;
  private final Clock clock;

  Manifest(Settings settings, BuildSite site, Clock clock) {
    this.settings = settings;
    this.site = site;
    this.clock = clock;
  }

  @Override
  public Processed process(Artifact input) {
    Path output = site.resolve(settings.requiredText("output"));
    try {
      LocalFiles.makeWay(output);
      append(output, input);
    } catch (IOException unwritable) {
      throw new BuildException("the manifest cannot be written: " + unwritable, unwritable);
    }
    return new Processed(input, true, true);
  }

  @SuppressWarnings("try") // the lock is there to be held
  private void append(Path output, Artifact input) throws IOException {
    try (ManifestLock lock = ManifestLock.take(output)) {
      ObjectNode manifest = MAPPER.createObjectNode();
      ArrayNode builds = manifest.putArray(BUILDS);
      if (existing(output).get(BUILDS) instanceof ArrayNode earlier) {
        builds.addAll(earlier);
      }
      builds.add(entry(input));
      manifest.put(LAST_RUN, site.run().toString());
      replace(output, manifest);
    }
  }

  private ObjectNode existing(Path output) throws IOException {
    if (Files.notExists(output) || Files.size(output) == 0) {
      return MAPPER.createObjectNode();
    }
    ObjectNode manifest = parsed(output);
    boolean ours = manifest.path(LAST_RUN).asString("").equals(site.run().toString());
    return site.run().force() && !ours ? MAPPER.createObjectNode() : manifest;
  }

  private static ObjectNode parsed(Path output) throws IOException {
    try {
      if (MAPPER.readTree(Files.readAllBytes(output)) instanceof ObjectNode manifest
          && isManifest(manifest)) {
        return manifest;
      }
    } catch (JacksonException broken) {
      throw new BuildException(notAManifest(output), broken);
    }
    throw new BuildException(notAManifest(output));
  }

  /** What is none is somebody's file, of which nothing would be left. */
  private static boolean isManifest(ObjectNode object) {
    JsonNode builds = object.path(BUILDS);
    JsonNode run = object.path(LAST_RUN);
    boolean entries = builds.isArray() && builds.valueStream().allMatch(JsonNode::isObject);
    boolean none = builds.isNull() || (builds.isMissingNode() && object.isEmpty());
    return (entries || none) && (run.isString() || run.isNull() || run.isMissingNode());
  }

  private static String notAManifest(Path output) {
    return output + " is no manifest: move it away, or name another output";
  }

  private ObjectNode entry(Artifact input) throws IOException {
    ObjectNode entry = MAPPER.createObjectNode();
    entry.put("name", site.build().name());
    entry.put("builder_type", site.build().type());
    if (!settings.flag("strip_time")) {
      entry.put("build_time", clock.instant().getEpochSecond());
    }
    putFiles(entry, input);
    entry.put("artifact_id", input.id());
    entry.put("packer_run_uuid", site.run().toString());
    putCustomData(entry, input);
    return entry;
  }

  /** Packer's way to write that there are none is {@code null}. */
  private void putFiles(ObjectNode entry, Artifact input) throws IOException {
    if (input.files().isEmpty()) {
      entry.putNull("files");
      return;
    }
    ArrayNode files = entry.putArray("files");
    for (Path file : input.files()) {
      Path absolute = site.resolve(file.toString());
      Path name = settings.flag("strip_path") ? file.getFileName() : file;
      files
          .addObject()
          .put("name", name.toString())
          .put("size", Files.exists(absolute) ? Files.size(absolute) : 0);
    }
  }

  private void putCustomData(ObjectNode entry, Artifact input) {
    Map<String, String> data = new TreeMap<>(settings.map("custom_data"));
    if (data.isEmpty()) {
      entry.putNull("custom_data");
    } else {
      ObjectNode custom = entry.putObject("custom_data");
      data.forEach((name, value) -> custom.put(name, site.rendered(value, input.facts())));
    }
  }

  private static void replace(Path output, ObjectNode manifest) throws IOException {
    Path next = output.resolveSibling(output.getFileName() + ".new");
    Files.writeString(next, MAPPER.writer().with(asPackerPrints()).writeValueAsString(manifest));
    Files.move(next, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static DefaultPrettyPrinter asPackerPrints() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}
