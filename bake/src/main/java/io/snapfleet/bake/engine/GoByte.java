package io.snapfleet.bake.engine;

/** A byte of a text, a number from 0 to 255 that is no {@code int}. */
record GoByte(long value) {}
