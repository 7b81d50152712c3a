package io.snapfleet.devcloud.fault;

import java.util.Objects;

/**
 * Which calls meet a fault.
 *
 * @param call a method and a path, such as {@code POST /v2/droplets/*}{@code /actions}; {@code *}
 *     stands for any method or any one segment, a last {@code **} for all that follows
 * @param nth the first of the matching calls that may meet it, counted from 1
 * @param times how many may, from that one on
 * @param probability how likely one that may, does
 */
public record FaultRule(String call, int nth, int times, double probability, Fault fault) {
  public FaultRule {
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(fault, "fault");
    if (!call.matches("(\\*|[A-Z]+) /\\S*")) {
      throw new IllegalArgumentException(
          "not a method and a path: " + call + "; write, for example, POST /v2/droplets");
    }
    if (nth < 1 || times < 1 || !(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "nth and times are at least 1, and probability is from 0 to 1, at " + call);
    }
  }

  /** Every matching call. */
  public static FaultRule always(String call, Fault fault) {
    return new FaultRule(call, 1, Integer.MAX_VALUE, 1, fault);
  }

  /** The nth matching call alone. */
  public static FaultRule nth(int nth, String call, Fault fault) {
    return new FaultRule(call, nth, 1, 1, fault);
  }

  /** Each matching call with this probability. */
  public static FaultRule sometimes(double probability, String call, Fault fault) {
    return new FaultRule(call, 1, Integer.MAX_VALUE, probability, fault);
  }

  boolean matches(String method, String path) {
    String[] wanted = call.split(" ", 2);
    return (wanted[0].equals("*") || wanted[0].equals(method))
        && segmentsMatch(wanted[1].split("/"), path.split("/"));
  }

  private static boolean segmentsMatch(String[] wanted, String[] path) {
    for (int at = 0; at < wanted.length; at++) {
      if (wanted[at].equals("**") && at == wanted.length - 1) {
        return true;
      }
      if (at >= path.length || !(wanted[at].equals("*") || wanted[at].equals(path[at]))) {
        return false;
      }
    }
    return wanted.length == path.length;
  }
}
