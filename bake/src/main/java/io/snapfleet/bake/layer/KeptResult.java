package io.snapfleet.bake.layer;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Properties;

/**
 * Something that was made and is kept.
 *
 * @param print of all that it was made of
 * @param image what the engine knows it by
 */
public record KeptResult(Fingerprint print, String image, Instant made) {
  static KeptResult read(Path file) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(Files.readString(file)));
    try {
      return new KeptResult(
          new Fingerprint(file.getFileName().toString()),
          properties.getProperty("image", ""),
          Instant.parse(properties.getProperty("made", "")));
    } catch (DateTimeException broken) {
      throw new IOException(file + " has no time in it", broken);
    }
  }

  String written() throws IOException {
    Properties properties = new Properties();
    properties.setProperty("image", image);
    properties.setProperty("made", made.toString());
    StringWriter text = new StringWriter();
    properties.store(text, null);
    return text.toString();
  }
}
