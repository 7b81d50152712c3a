package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.provider.api.Provider;
import java.util.Objects;
import java.util.Optional;

/** Opens the places where builds have their machines. Thread-safe. */
public interface MachineSupply extends AutoCloseable {
  /**
   * One place, such as this home, or a region of one account.
   *
   * @param name the same in every run, and another one for every other place; holds no secret
   */
  record Place(String name, Provider provider) {
    public Place {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(provider, "provider");
    }
  }

  /**
   * The place that a builder's settings lead to. It stays open until the supply is closed.
   *
   * @throws BuildException where the settings lead nowhere
   */
  Place open(Settings builder);

  /** A place by its name, where it is open or can be opened without a builder's settings. */
  Optional<Provider> find(String name);

  /** Closes all that was opened. */
  @Override
  void close();
}
