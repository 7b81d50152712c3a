package io.snapfleet.devcloud.traffic;

import java.io.Closeable;
import java.io.IOException;

/** What is closed here is of no further use to anybody, whatever closing it says. */
final class Sockets {
  private static final System.Logger LOG = System.getLogger(Sockets.class.getName());

  private Sockets() {}

  static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException refused) {
      LOG.log(System.Logger.Level.DEBUG, "a socket does not close", refused);
    }
  }
}
