package io.snapfleet.bench.vault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code snapfleet vault}, packaged, as its users run it. */
record SnapfleetVault(Path program) implements BackupProgram {
  static final String NAME = "snapfleet";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Call init(Place place) {
    return call(place, "init");
  }

  @Override
  public Call backup(Input input, Place place) {
    String path = input.path().toString();
    return input.isImage() ? call(place, "backup", "--image", path) : call(place, "backup", path);
  }

  @Override
  public Call restore(Input input, Place place) {
    return call(place, "restore", "latest", place.restored().toString());
  }

  private Call call(Place place, String command, String... arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(program.toString(), "vault", command, place.repository().toString()));
    words.addAll(List.of(arguments));
    Map<String, String> environment =
        Map.of(
            "RESTIC_PASSWORD", "bench",
            "XDG_CACHE_HOME", place.cache().toString(),
            "SNAPFLEET_HOME", place.cache().resolve("home").toString());
    return new Call(environment, place.root(), words);
  }
}
