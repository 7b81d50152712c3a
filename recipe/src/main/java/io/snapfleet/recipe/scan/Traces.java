package io.snapfleet.recipe.scan;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a machine and its users leave behind, told by the names of files. */
final class Traces {
  private static final Set<String> MACHINE_IDS =
      Set.of("/etc/machine-id", "/var/lib/dbus/machine-id");

  /** What systemd writes into an image that is to get its machine-id when it boots. */
  private static final String NONE_YET = "uninitialized";

  private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-f-]{32,36}\\s*");
  private static final Set<String> HISTORIES =
      Set.of(".histfile", ".lesshst", ".viminfo", ".zhistory");
  private static final Set<String> LOGINS = Set.of("authorized_keys", "authorized_keys2");
  private static final String JOURNAL = ".journal";

  private Traces() {}

  static Optional<String> in(ImageFile file) {
    if (isMachineId(file)) {
      return Optional.of("the machine-id of the machine it was taken of");
    }
    if (file.path().startsWith("/etc/ssh/ssh_host_")) {
      return Optional.of("an SSH host key");
    }
    if (file.name().endsWith("_history") || HISTORIES.contains(file.name())) {
      return Optional.of("shell history");
    }
    if (file.path().startsWith("/var/log/") || file.name().endsWith(JOURNAL)) {
      return Optional.of("a log");
    }
    return LOGINS.contains(file.name()) ? Optional.of("keys that may log in") : Optional.empty();
  }

  private static boolean isMachineId(ImageFile file) {
    return (MACHINE_IDS.contains(file.path()) && !file.text().startsWith(NONE_YET))
        || (file.name().equals("machine-id") && IDENTIFIER.matcher(file.text()).matches());
  }
}
