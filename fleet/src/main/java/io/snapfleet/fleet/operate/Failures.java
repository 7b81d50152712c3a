package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.state.LeaseLostException;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.remote.RemoteException;
import java.util.List;

/** Makes one error of several. */
final class Failures {
  private Failures() {}

  /**
   * The failure, once what has to be done in spite of it was tried; what fails of that is added.
   */
  static RuntimeException after(RuntimeException failure, Runnable inSpiteOfIt) {
    try {
      inSpiteOfIt.run();
    } catch (RuntimeException another) {
      failure.addSuppressed(another);
    }
    return failure;
  }

  /** Throws the first failure with its step named, and the number of the others. */
  static void throwIfAny(List<PlanExecutor.Failure> failures) {
    if (failures.isEmpty()) {
      return;
    }
    PlanExecutor.Failure first = failures.getFirst();
    String others =
        failures.size() == 1 ? "" : " (and %d more steps failed)".formatted(failures.size() - 1);
    String where = first.step().describe();
    String what = first.cause().getMessage() + others;
    throw switch (first.cause()) {
      case LeaseLostException lost -> lost;
      case OperationException failed ->
          new OperationException(failed.kind(), what, where, failed.fix(), failed);
      case ProviderException refused ->
          new OperationException(
              OperationException.Kind.PROVIDER_REFUSED, what, where, refused.fix(), refused);
      case RemoteException unreachable ->
          new OperationException(
                  OperationException.Kind.TIMED_OUT,
                  what,
                  where,
                  "run the same command again: it replaces the machine",
                  unreachable)
              .orWithoutMachine("run the same command again");
      default -> first.cause();
    };
  }
}
