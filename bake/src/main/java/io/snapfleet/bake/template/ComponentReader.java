package io.snapfleet.bake.template;

import io.snapfleet.bake.component.Catalogue;
import io.snapfleet.bake.component.ComponentType;
import io.snapfleet.bake.component.Family;
import io.snapfleet.bake.component.Renderer;
import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.component.SettingsReader;
import io.snapfleet.bake.component.SettingsReader.Written;
import io.snapfleet.bake.engine.EngineException;
import io.snapfleet.bake.source.JsonValue.Mapping;
import io.snapfleet.bake.source.JsonValue.Text;
import io.snapfleet.bake.source.Problems;
import io.snapfleet.provider.input.NearestName;
import io.snapfleet.provider.input.Quoted;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds the types of components and reads their settings. */
final class ComponentReader {
  private final Catalogue catalogue;
  private final Problems problems;
  private final SettingsReader settings;

  ComponentReader(Catalogue catalogue, Surroundings surroundings, Problems problems) {
    this.catalogue = catalogue;
    this.problems = problems;
    this.settings =
        new SettingsReader(surroundings.environment(), surroundings.directory(), problems);
  }

  /** The type of a name; empty where there is none, or it is refused, which is reported. */
  Optional<ComponentType> type(Family family, Text name, String path) {
    Optional<ComponentType> type = catalogue.find(family, name.value());
    if (type.isEmpty()) {
      Optional<String> refusal = catalogue.refusal(family, name.value());
      problems.report(
          name.position(),
          path + ".type",
          name.value(),
          refusal
              .map(why -> family.word() + " " + name.value() + " " + why)
              .orElse("unknown " + family.word() + " " + Quoted.of(name.value())),
          refusal.isPresent() ? null : nearest(family, name.value()));
    }
    return type;
  }

  private @Nullable String nearest(Family family, String name) {
    return NearestName.hint(name, catalogue.names(family), family.rootKey());
  }

  Optional<Settings> settings(
      ComponentType type,
      Mapping written,
      Mapping overrides,
      String path,
      LateText texts,
      UnaryOperator<String> render) {
    return settings.read(new Written(type, written, overrides, path), new Texts(texts, render));
  }

  /** The texts of a component in one build. */
  private final class Texts implements Renderer {
    private final LateText late;
    private final UnaryOperator<String> now;

    Texts(LateText late, UnaryOperator<String> now) {
      this.late = late;
      this.now = now;
    }

    @Override
    public Optional<String> render(Text text, String path) {
      return rendered(text, path, now);
    }

    @Override
    public Optional<String> check(Text text, String path) {
      return rendered(
          text,
          path,
          written -> {
            late.check(written);
            return written;
          });
    }
  }

  /** A text that has been rendered; empty where that fails, which is reported. */
  Optional<String> rendered(Text text, String path, UnaryOperator<String> render) {
    try {
      return Optional.of(render.apply(text.value()));
    } catch (EngineException e) {
      problems.report(
          text.at(e.offset()), path, text.value(), String.valueOf(e.getMessage()), null);
      return Optional.empty();
    }
  }

  /** How often a step is run again. */
  Optional<Integer> retries(Text written, String path, UnaryOperator<String> render) {
    Optional<String> text = rendered(written, path, render);
    if (text.isPresent() && !text.get().matches("[-+]?[0-9]{1,9}")) {
      String rule = "must be a whole number, not " + Quoted.of(text.get());
      problems.report(written.position(), path, written.value(), rule, null);
      return Optional.empty();
    }
    return text.map(Integer::parseInt);
  }
}
