package io.snapfleet.vault.repository;

/** Whether others may use the repository meanwhile. */
public enum LockKind {
  /** Others may read and add. */
  SHARED,
  /** Nobody else may: something is deleted. */
  EXCLUSIVE
}
