package io.snapfleet.bench.vault;

import io.snapfleet.bench.measure.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** borg without encryption, the way it is fastest, and with chunks of fixed size for images. */
record Borg(String version, String compression) implements BackupProgram {
  static final String FASTEST = "lz4";

  /** The one that is installed. */
  static Borg compressing(String compression) {
    String said = Program.run("borg", "--version").output().strip();
    return new Borg(said.substring(said.lastIndexOf(' ') + 1), compression);
  }

  @Override
  public String name() {
    return "borg " + version + " " + compression;
  }

  @Override
  public Call init(Place place) {
    return call(place, place.root(), "init", "--encryption", "none", place.repository().toString());
  }

  @Override
  public Call backup(Input input, Place place) {
    List<String> words = new ArrayList<>(List.of("create", "--compression", compression));
    if (input.isImage()) {
      words.addAll(List.of("--chunker-params", "fixed,4194304"));
    }
    words.addAll(List.of(place.repository() + "::{now:%s.%f}", input.path().toString()));
    return call(place, place.root(), words.toArray(String[]::new));
  }

  /** borg restores an archive by name, into the directory it is run in. */
  @Override
  public Call restore(Input input, Place place) {
    Call list =
        call(place, place.root(), "list", "--short", "--last", "1", place.repository().toString());
    String newest =
        Program.start(list.environment(), "", list.words())
            .end(Duration.ofMinutes(1))
            .output()
            .strip();
    List<String> words = new ArrayList<>(List.of("extract"));
    if (input.isImage()) {
      words.add("--sparse");
    }
    words.add(place.repository() + "::" + newest);
    return call(place, place.restored(), words.toArray(String[]::new));
  }

  private static Call call(Place place, Path directory, String... arguments) {
    List<String> words = new ArrayList<>(List.of("borg"));
    words.addAll(List.of(arguments));
    Map<String, String> environment =
        Map.of(
            "BORG_BASE_DIR", place.cache().toString(),
            "BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK", "yes",
            "BORG_RELOCATED_REPO_ACCESS_IS_OK", "yes");
    return new Call(environment, directory, words);
  }
}
