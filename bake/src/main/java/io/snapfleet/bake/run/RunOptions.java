package io.snapfleet.bake.run;

/**
 * How builds are run.
 *
 * @param parallel how many run at the same time; 0 for all
 * @param choice who is asked under {@link OnError#ASK}
 */
public record RunOptions(RunId run, OnError onError, int parallel, FailureChoice choice) {}
