package io.snapfleet.fleet.model;

import java.time.Instant;

/**
 * A machine came into a state.
 *
 * @param operation id of the operation that brought it there
 */
public record Transition(
    String fleet, String machine, String operation, MachineState state, Instant at) {}
