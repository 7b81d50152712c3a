package io.snapfleet.vault.tree;

import java.io.IOException;

/** A call to the kernel failed. */
final class PosixException extends IOException {
  private static final long serialVersionUID = 1L;

  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int EACCES = 13;
  static final int EEXIST = 17;
  static final int ENOTDIR = 20;
  static final int EISDIR = 21;
  static final int ENOSPC = 28;
  static final int ERANGE = 34;
  static final int ENOTEMPTY = 39;
  static final int ELOOP = 40;
  static final int ENODATA = 61;
  static final int EOPNOTSUPP = 95;

  private final int errno;

  PosixException(String call, String path, int errno) {
    super(call + " " + path + ": " + LibC.errorText(errno));
    this.errno = errno;
  }

  int errno() {
    return errno;
  }

  boolean isNotThere() {
    return errno == ENOENT || errno == ENOTDIR;
  }

  boolean isDenied() {
    return errno == EPERM || errno == EACCES;
  }

  boolean isUnsupported() {
    return errno == EOPNOTSUPP || errno == ENODATA;
  }
}
