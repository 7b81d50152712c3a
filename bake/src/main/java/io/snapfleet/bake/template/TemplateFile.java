package io.snapfleet.bake.template;

import io.snapfleet.bake.source.InvalidTemplateException;
import io.snapfleet.bake.source.JsonText;
import io.snapfleet.bake.source.Position;
import io.snapfleet.bake.source.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A template as far as its shape is sound. What its texts say, and whether its components exist,
 * has not been looked at. Immutable.
 */
public final class TemplateFile {
  private static final int LARGEST = 10_000_000;

  private final Path path;
  private final String text;
  private final Declared.Content content;
  private final Problems problems;

  private TemplateFile(Path path, String text, Declared.Content content, Problems problems) {
    this.path = path;
    this.text = text;
    this.content = content;
    this.problems = problems;
  }

  /** Where bytes come from. */
  @FunctionalInterface
  private interface Source {
    byte[] bytes() throws IOException;
  }

  /**
   * @throws InvalidTemplateException where it is no JSON object
   */
  public static TemplateFile read(Path path) {
    return parse(text(path), path);
  }

  /**
   * The template that comes on a stream, as if it lay where the command runs.
   *
   * @param name what problems call it
   * @throws InvalidTemplateException where it is no JSON object
   */
  public static TemplateFile read(InputStream input, Path name) {
    return parse(text(name, () -> input.readNBytes(LARGEST + 1)), name);
  }

  /**
   * The template that a text is.
   *
   * @param path what problems call it, and where {@code template_dir} is
   * @throws InvalidTemplateException where it is no JSON object
   */
  public static TemplateFile parse(String text, Path path) {
    Problems problems = new Problems(path.toString());
    Declared.Content content = new TemplateReader(problems).read(JsonText.parse(text, problems));
    return new TemplateFile(path, text, content, problems);
  }

  /**
   * @throws InvalidTemplateException with everything that is wrong with its shape, at once
   */
  public void requireSound() {
    problems.throwIfAny();
  }

  /** As the user named it. */
  public Path path() {
    return path;
  }

  /** As it was read. */
  public String text() {
    return text;
  }

  /**
   * What is in it, for people.
   *
   * @throws InvalidTemplateException with everything that is wrong with its shape, at once
   */
  public Outline outline() {
    requireSound();
    return Outline.of(content);
  }

  /** What could be read. */
  Declared.Content content() {
    return content;
  }

  /** What could not, for others to add to. */
  Problems problems() {
    return new Problems(problems);
  }

  /** Broken UTF-8 becomes replacement characters, as it does for Packer. */
  static String text(Path path) {
    return text(path, () -> Files.readAllBytes(path));
  }

  private static String text(Path path, Source source) {
    try {
      byte[] bytes = source.bytes();
      if (bytes.length > LARGEST) {
        throw unreadable(path, "is larger than " + LARGEST + " bytes", null);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException missing) {
      throw unreadable(path, "no such file", null);
    } catch (IOException e) {
      throw unreadable(path, "cannot be read: " + e.getMessage(), null);
    }
  }

  private static InvalidTemplateException unreadable(
      Path path, String rule, @Nullable String suggestion) {
    Problems problems = new Problems(path.toString());
    problems.report(Position.NOWHERE, "", null, rule, suggestion);
    return problems.exception();
  }
}
