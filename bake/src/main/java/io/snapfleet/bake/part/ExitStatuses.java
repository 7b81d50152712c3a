package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.BuildException;
import java.util.List;
import java.util.stream.Collectors;

/** Which exit statuses of a script mean that it has done its work. */
record ExitStatuses(List<Long> valid) {
  static ExitStatuses of(Settings settings) {
    List<Long> given = settings.numbers("valid_exit_codes");
    return new ExitStatuses(given.isEmpty() ? List.of(0L) : given);
  }

  void check(int status) {
    if (!valid.contains((long) status)) {
      throw new BuildException(
          "Script exited with non-zero exit status: "
              + status
              + ". Allowed exit codes are: "
              + valid.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]")));
    }
  }
}
