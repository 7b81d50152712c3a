package io.snapfleet.vault.tree;

/** Something of a tree that could not be read or restored as it should; the rest went on. */
public record Problem(String path, String message) {}
