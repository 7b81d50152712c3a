package io.snapfleet.bake.run;

import java.util.UUID;

/**
 * The processes of one command on the piece. They are told by a variable in the environment, which
 * they inherit, and which is in the command line of the first; and by their parents and sessions.
 *
 * @param id unique
 */
public record StepProcesses(String id) {
  private static final String VARIABLE = "SNAPFLEET_STEP";

  /**
   * Needs nothing but a shell: images may have no other programs. The mark is in two pieces, so
   * that whoever looks for it is not found; shells leave out the ends of texts when they read.
   */
  private static final String END =
      """
      mark='SNAPFLEET_''STEP=ID'
      holds() {
        while read -r line || [ "$line" ]; do
          case "$line" in *"$mark"*) return 0 ;; esac
        done < "$1"
        return 1
      }
      [ -r /proc/self/stat ] || exit 1
      for round in 1 2 3 4 5 6 7 8 9; do
        found=' '
        for process in /proc/[0-9]*; do
          if holds "$process/cmdline" || holds "$process/environ"; then
            found="$found${process#/proc/} "
          fi
        done
        [ "$found" = ' ' ] && exit 0
        grown=yes
        while [ "$grown" ]; do
          grown=
          for stat in /proc/[0-9]*/stat; do
            read -r line < "$stat" || continue
            process=${line%% *}; set -- ${line##*) }
            case "$found" in *" $process "*) continue ;; esac
            case "$found" in *" $2 "* | *" $4 "*) found="$found$process "; grown=yes ;; esac
          done
        done
        kill -KILL $found
      done 2> /dev/null
      exit 1
      """;

  /** Those of a command that is still to begin. */
  public static StepProcesses next() {
    return new StepProcesses(UUID.randomUUID().toString());
  }

  /** How they are told apart in an environment. */
  public String assignment() {
    return VARIABLE + "=" + id;
  }

  /** A command line whose processes these are. */
  public String begin(String commandLine) {
    return "export " + assignment() + "; " + commandLine;
  }

  /**
   * A command line that ends them all at once, and has status 0 when none is left. It runs in any
   * shell, as root or else as far as sudo allows.
   */
  public String end() {
    String script = END.replace("=ID", "=" + id);
    String quoted = PosixText.word(script);
    return "if [ \"$(id -u)\" = 0 ] || ! sudo -n true 2> /dev/null; then sh -c %1$s; else sudo -n sh -c %1$s; fi"
        .formatted(quoted);
  }
}
