package io.snapfleet.bake.container;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What has become of a container's files since it began, as the engine tells it. */
record ContainerChanges(ContainerEngine engine, String container) {
  /** A letter for what has happened: added, changed or deleted. */
  private static final Pattern LINE = Pattern.compile("([ACD]) (/.*)");

  /** Where scripts are put, so that it has changed after most steps. */
  private static final String TEMPORARY = "/tmp";

  /** More are not looked at one by one. */
  private static final int MANY = 100;

  private static final String ALL_DIRECTORIES =
      "for file; do [ -d \"$file\" ] && [ ! -L \"$file\" ] || exit 1; done";

  /**
   * Whether a file that the container began with has been removed, or has another content now: the
   * image that it began with still has it. True where that cannot be told.
   */
  boolean hideFiles() {
    Set<String> directories = new HashSet<>(Set.of(TEMPORARY));
    List<String> changed = new ArrayList<>();
    for (String line : engine.said(List.of("diff", container)).lines().toList()) {
      Matcher change = LINE.matcher(line);
      if (!change.matches() || change.group(1).equals("D")) {
        return true;
      }
      String file = change.group(2);
      directories.add(file.substring(0, file.lastIndexOf('/')));
      if (change.group(1).equals("C")) {
        changed.add(file);
      }
    }
    changed.removeIf(directories::contains);
    return changed.size() > MANY || !areDirectories(changed);
  }

  /** A directory is in the list too where nothing but its own permissions or times have changed. */
  private boolean areDirectories(List<String> files) {
    if (files.isEmpty()) {
      return true;
    }
    List<String> exec = new ArrayList<>(List.of("exec", "--user", "0", container));
    exec.addAll(List.of("/bin/sh", "-c", ALL_DIRECTORIES, "sh"));
    exec.addAll(files);
    return engine.run(exec, line -> {}, line -> {}) == 0;
  }
}
