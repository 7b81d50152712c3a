package io.snapfleet.fleet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.provider.input.InputProblem;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FleetSchemaTest {
  private static final JsonNode SCHEMA = JsonMapper.shared().readTree(FleetSchema.text());

  static Stream<String> names() throws IOException {
    return BrokenFleetFileTest.names()
        // These are refused before there is one tree that a validator could judge.
        .filter(
            name -> !List.of("tab-indentation", "unclosed-brace", "two-documents").contains(name))
        .filter(name -> !List.of("empty", "only-a-comment", "duplicate-keys").contains(name))
        .filter(name -> !List.of("key-that-is-not-text", "deep-nesting").contains(name));
  }

  /** A general validator, as editors use one, agrees with ours about the schema. */
  @ParameterizedTest
  @MethodSource("names")
  void aGeneralValidatorRefusesTheSamePlaces(String name) throws IOException {
    String text =
        Files.readString(
            Path.of("src/test/resources/io/snapfleet/fleet/spec/broken", name + ".yaml"));
    assertThat(generalValidator(text).isEmpty()).isEqualTo(ours(text).isEmpty());
  }

  @Test
  void aGeneralValidatorAcceptsTheReference() {
    assertThat(generalValidator(FleetReference.text())).isEmpty();
    assertThat(ours(FleetReference.text())).isEmpty();
  }

  @Test
  void everyRecordComponentHasAPropertyAndViceVersa() {
    assertThat(keys(SCHEMA)).containsExactlyInAnyOrderElementsOf(components(FleetSpec.class));
    assertThat(keys(property("application")))
        .containsExactlyInAnyOrderElementsOf(components(ApplicationSpec.class));
    assertThat(keys(property("application").at("/properties/source")))
        .containsExactlyInAnyOrderElementsOf(components(ApplicationSpec.SourceSpec.class));
    assertThat(keys(property("site")))
        .containsExactlyInAnyOrderElementsOf(components(SiteSpec.class));
    assertThat(keys(property("deadlines")))
        .containsExactlyInAnyOrderElementsOf(components(Deadlines.class));
    assertThat(keys(property("tiers")))
        .containsExactlyElementsOf(Arrays.stream(TierName.values()).map(TierName::text).toList());
    // The file gives sizes with a unit.
    assertThat(keys(SCHEMA.at("/$defs/tier"))).containsExactly("machines", "size", "volume");
    assertThat(keys(SCHEMA.at("/$defs/imageTier")))
        .containsExactlyInAnyOrderElementsOf(
            components(TierSpec.class).stream()
                .map(name -> name.equals("volumeBytes") ? "volume" : name)
                .toList());
    assertThat(keys(property("backup")))
        .containsExactlyInAnyOrderElementsOf(components(BackupSpec.class));
    assertThat(keys(property("backup").at("/properties/keep")))
        .containsExactlyElementsOf(
            Arrays.stream(BackupPeriod.values()).map(BackupPeriod::text).toList());
    // All other keys of a provider are its options.
    assertThat(keys(property("provider"))).containsExactly("name");
  }

  @Test
  void everyKeyIsDescribed() {
    List<String> silent = new ArrayList<>();
    silentKeys(SCHEMA, "", silent);
    assertThat(silent).isEmpty();
  }

  private static void silentKeys(JsonNode node, String path, List<String> silent) {
    node.path("properties")
        .forEachEntry(
            (name, property) -> {
              if (property.path("description").asString("").isBlank()) {
                silent.add(path + "/" + name);
              }
              silentKeys(property, path + "/" + name, silent);
            });
    node.path("$defs").forEachEntry((name, type) -> silentKeys(type, path + "/" + name, silent));
  }

  private static List<com.networknt.schema.Error> generalValidator(String yaml) {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(SCHEMA)
        .validate(JsonMapper.shared().valueToTree(tree));
  }

  /** What our walk alone reports. */
  private static List<InputProblem> ours(String yaml) {
    try {
      Draft.of(yaml, "fleet.yaml").accepted();
      return List.of();
    } catch (InvalidFleetFileException e) {
      return e.problems();
    }
  }

  private static JsonNode property(String name) {
    return SCHEMA.at("/properties/" + name);
  }

  private static List<String> keys(JsonNode object) {
    return List.copyOf(Optional.of(object.get("properties")).get().propertyNames());
  }

  private static List<String> components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }
}
