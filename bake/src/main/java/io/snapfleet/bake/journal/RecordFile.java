package io.snapfleet.bake.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A file with a record: an object of texts, which is on the disk when it has been written. */
record RecordFile(Path path) {
  static final String ENDING = ".json";
  private static final Set<String> OWN = Set.of("id", "build", "begun", "kept_until");

  void write(BuildRecord build) throws IOException {
    ObjectNode text = JsonMapper.shared().createObjectNode();
    text.put("id", build.id()).put("build", build.build());
    text.put("begun", build.begun().toString());
    build.facts().forEach(text::put);
    build.keptUntil().ifPresent(until -> text.put("kept_until", until.toString()));
    Path next = path.resolveSibling(build.id() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            next,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            BuildJournal.OWNERS_FILE)) {
      channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
  }

  BuildRecord read() throws IOException {
    try {
      JsonNode text = JsonMapper.shared().readTree(Files.readString(path));
      return new BuildRecord(
          text.required("id").asString(),
          text.required("build").asString(),
          Instant.parse(text.required("begun").asString()),
          text.optional("kept_until").map(until -> Instant.parse(until.asString())),
          facts(text));
    } catch (JacksonException | DateTimeException broken) {
      throw new IOException(path + " is no record of a build", broken);
    }
  }

  private static Map<String, String> facts(JsonNode text) {
    Map<String, String> facts = new HashMap<>();
    text.properties().stream()
        .filter(property -> !OWN.contains(property.getKey()))
        .forEach(property -> facts.put(property.getKey(), property.getValue().asString()));
    return facts;
  }

  Optional<BuildRecord> find() throws IOException {
    return Files.exists(path) ? Optional.of(read()) : Optional.empty();
  }
}
