package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Elapsed;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One life of a machine: the states it went through.
 *
 * @param secondsToServing from its first state until it served; null when it never did
 */
record Launch(
    String machine,
    String operation,
    Instant launchedAt,
    @Nullable Double secondsToServing,
    List<Stay> states) {

  /**
   * A state, and how long it lasted.
   *
   * @param afterSeconds since the launch
   * @param seconds null for the state it is in now
   */
  record Stay(String state, Instant at, double afterSeconds, @Nullable Double seconds) {}

  /**
   * The lives of one machine's name, oldest first: one that is gone, or never came, is followed by
   * another.
   *
   * @param transitions of that name, oldest first
   */
  static List<Launch> of(List<Transition> transitions) {
    List<Launch> launches = new ArrayList<>();
    List<Transition> life = new ArrayList<>();
    for (Transition transition : transitions) {
      if (!life.isEmpty() && begins(transition.state(), life.getLast().state())) {
        launches.add(ofLife(life));
        life.clear();
      }
      life.add(transition);
    }
    if (!life.isEmpty()) {
      launches.add(ofLife(life));
    }
    return launches;
  }

  private static boolean begins(MachineState state, MachineState before) {
    return before == MachineState.GONE
        || state == MachineState.PLANNED
        || (state == MachineState.CREATING && before != MachineState.PLANNED);
  }

  private static Launch ofLife(List<Transition> life) {
    Instant start = life.getFirst().at();
    List<Stay> states = new ArrayList<>();
    Double toServing = null;
    for (int at = 0; at < life.size(); at++) {
      Transition one = life.get(at);
      Instant end = at + 1 < life.size() ? life.get(at + 1).at() : null;
      double after = seconds(start, one.at());
      states.add(
          new Stay(
              one.state().text(), one.at(), after, end == null ? null : seconds(one.at(), end)));
      if (one.state() == MachineState.SERVING && toServing == null) {
        toServing = after;
      }
    }
    Transition first = life.getFirst();
    return new Launch(first.machine(), first.operation(), start, toServing, List.copyOf(states));
  }

  private static double seconds(Instant from, Instant to) {
    return Elapsed.seconds(Duration.between(from, to));
  }
}
