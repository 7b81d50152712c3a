package io.snapfleet.bake.machine;

import io.snapfleet.bake.run.Communicator;
import java.util.ArrayList;
import java.util.List;

/** Asks a machine what is installed on it. */
final class InstalledPackages {
  private static final String QUESTION =
      """
      if command -v dpkg-query >/dev/null; then
        dpkg-query -W -f '${db:Status-Abbrev}${Package}=${Version}\\n' | sed -n 's/^.i. *//p'
      elif command -v rpm >/dev/null; then
        rpm -qa --qf '%{NAME}=%{VERSION}-%{RELEASE}\\n'
      elif command -v apk >/dev/null; then
        apk info -v 2>/dev/null | sed 's/-\\([0-9][^-]*-r[0-9]*\\)$/=\\1/'
      fi
      """;

  private InstalledPackages() {}

  /** As {@code name=version}, in name order; none where the machine has no such list. */
  static List<String> of(Communicator machine) {
    List<String> lines = new ArrayList<>();
    int status = machine.run(QUESTION, lines::add, error -> {});
    return status != 0
        ? List.of()
        : lines.stream().map(String::strip).filter(line -> line.contains("=")).sorted().toList();
  }
}
