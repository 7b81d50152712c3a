package io.snapfleet.bench.vault;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** How many times a peer's time the vault may take at most. */
final class Goals {
  static final double REPOSITORY = 1.1;
  static final long PEAK_BYTES = 600_000_000;

  private static final Map<Operation, Double> IMAGE =
      new EnumMap<>(
          Map.of(
              Operation.FIRST, 0.35,
              Operation.UNCHANGED, 1.0,
              Operation.TOUCHED, 0.4,
              Operation.CHANGED, 0.3,
              Operation.RESTORE, 0.7));
  private static final Map<Operation, Double> TREE =
      new EnumMap<>(
          Map.of(
              Operation.FIRST, 0.5,
              Operation.UNCHANGED, 0.5,
              Operation.CHANGED, 0.5,
              Operation.RESTORE, 0.6));

  private Goals() {}

  static OptionalDouble of(boolean image, Operation operation, BackupProgram peer) {
    return switch (peer) {
      case Restic restic when restic.isTheGoalsPeer() ->
          OptionalDouble.of((image ? IMAGE : TREE).getOrDefault(operation, 1.0));
      case Borg borg when borg.compression().equals(Borg.FASTEST) -> OptionalDouble.of(1);
      default -> OptionalDouble.empty();
    };
  }
}
