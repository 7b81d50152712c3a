package io.snapfleet.devcloud.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The faults that one call meets. */
public record Injection(List<Fault> faults) {
  public static final Injection NONE = new Injection(List.of());

  public Injection {
    faults = List.copyOf(faults);
  }

  public boolean has(Class<? extends Fault> kind) {
    return first(kind).isPresent();
  }

  public <F extends Fault> Optional<F> first(Class<F> kind) {
    return faults.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** How long what the call makes stays out of lists. */
  public Duration listLag() {
    return first(Fault.ListsLag.class).map(Fault.ListsLag::duration).orElse(Duration.ZERO);
  }
}
