package io.snapfleet.provider.input;

import java.util.List;

/** Options that nobody can work with; each is wrong in its own right. */
public final class WrongOptions extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final List<String> faults;

  /**
   * @param faults at least one, each a sentence that names its option first
   */
  public WrongOptions(List<String> faults) {
    super(String.join("; ", faults));
    this.faults = List.copyOf(faults);
  }

  /** The sentences, one for each fault. */
  public List<String> faults() {
    return faults;
  }
}
