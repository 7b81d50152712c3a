package io.snapfleet.devcloud.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Counts calls against rules, and draws. Thread-safe. */
public final class FaultDraw {
  private final List<FaultRule> rules;
  private final int[] met;
  private final Random random;

  public FaultDraw(Faults faults) {
    rules = faults.rules();
    met = new int[rules.size()];
    random = new Random(faults.seed());
  }

  /** The faults of the next call to this path. */
  public synchronized Injection next(String method, String path) {
    if (rules.isEmpty()) {
      return Injection.NONE;
    }
    List<Fault> faults = new ArrayList<>();
    for (int at = 0; at < met.length; at++) {
      if (rules.get(at).matches(method, path) && falls(rules.get(at), ++met[at])) {
        faults.add(rules.get(at).fault());
      }
    }
    return new Injection(faults);
  }

  private boolean falls(FaultRule rule, int ordinal) {
    boolean due = ordinal >= rule.nth() && ordinal - rule.nth() < rule.times();
    return due && (rule.probability() == 1 || random.nextDouble() < rule.probability());
  }
}
