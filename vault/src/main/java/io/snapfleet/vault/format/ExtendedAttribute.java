package io.snapfleet.vault.format;

/** An extended attribute of a file; access lists are such attributes too. */
public record ExtendedAttribute(String name, RawText value) {}
