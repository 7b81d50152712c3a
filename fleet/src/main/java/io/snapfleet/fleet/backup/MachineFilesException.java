package io.snapfleet.fleet.backup;

/** A machine's files could not be read or written; the message is a sentence about why. */
public final class MachineFilesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MachineFilesException(String message) {
    super(message);
  }

  MachineFilesException(String message, Throwable cause) {
    super(message, cause);
  }
}
