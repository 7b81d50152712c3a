package io.snapfleet.bench.vault;

/** A program that keeps backups in a repository. */
sealed interface BackupProgram permits SnapfleetVault, Restic, Borg {

  /** With its version. */
  String name();

  Call init(Place place);

  /** Of the input as it is now. */
  Call backup(Input input, Place place);

  /** Of the newest backup, whole. */
  Call restore(Input input, Place place);
}
