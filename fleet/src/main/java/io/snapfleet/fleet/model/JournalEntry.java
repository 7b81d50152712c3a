package io.snapfleet.fleet.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One provider call of an operation: written before it is made, completed after.
 *
 * @param sequence order of intent within the store
 * @param call what is called, such as {@code compute.create}
 * @param subject the name or id it is about, which is its idempotency token
 * @param outcome null while unknown; else {@code done} and an id, or {@code failed} and a sentence
 */
public record JournalEntry(
    long sequence,
    String operation,
    String step,
    String call,
    String subject,
    Instant intendedAt,
    @Nullable Instant endedAt,
    @Nullable String outcome) {}
