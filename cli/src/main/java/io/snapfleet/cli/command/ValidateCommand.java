package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.spec.FleetFile;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code snapfleet validate [-f FILE]}. */
@Command(
    name = "validate",
    description = "Checks a fleet file and says everything that is wrong with it; touches nothing.",
    footer = {
      "  snapfleet validate",
      "  snapfleet validate -f shop.yaml",
      "  snapfleet validate --json              mistakes as data, on standard error",
    })
public final class ValidateCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetFile> fleetFile;

  @Mixin private FleetFileOption option = new FleetFileOption();

  public ValidateCommand(Output output, Supplier<FleetFile> fleetFile) {
    this.output = output;
    this.fleetFile = fleetFile;
  }

  /** The result as data. */
  record Valid(boolean valid, String file, String fleet, Map<String, Integer> machines) {}

  @Override
  public void run() {
    FleetSpec spec = fleetFile.get().read(option.file());
    Map<TierName, Integer> machines = new EnumMap<>(TierName.class);
    spec.tiers().forEach((name, tier) -> machines.put(name, tier.machines()));
    Map<String, Integer> byText = new TreeMap<>();
    machines.forEach((name, count) -> byText.put(name.text(), count));
    output.result(
        new Valid(true, option.file().toString(), spec.fleet(), byText),
        option.file() + " is valid: fleet " + spec.fleet() + " with " + counted(machines));
  }

  private static String counted(Map<TierName, Integer> machines) {
    return machines.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().text())
        .collect(Collectors.joining(", "));
  }
}
