package io.snapfleet.devcloud.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Carries what a visitor and a member say to each other, until both have ended, or said nothing for
 * a minute.
 */
final class Conversation {
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Socket visitor;
  private final Socket member;
  private volatile long lastWord = System.nanoTime();

  Conversation(Socket visitor, Socket member) {
    this.visitor = visitor;
    this.member = member;
  }

  void carry() throws IOException, InterruptedException {
    visitor.setSoTimeout(Math.toIntExact(IDLE.toMillis()));
    member.setSoTimeout(Math.toIntExact(IDLE.toMillis()));
    Thread questions =
        Thread.ofVirtual().name("devcloud-questions").start(() -> carry(visitor, member));
    carry(member, visitor);
    questions.join();
  }

  /** What cannot be carried on ends both directions. */
  private void carry(Socket from, Socket to) {
    try {
      copy(from.getInputStream(), to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException broken) {
      Sockets.close(from);
      Sockets.close(to);
    }
  }

  private void copy(InputStream from, OutputStream to) throws IOException {
    byte[] words = new byte[16 * 1024];
    while (true) {
      try {
        int read = from.read(words);
        if (read < 0) {
          return;
        }
        lastWord = System.nanoTime();
        to.write(words, 0, read);
      } catch (SocketTimeoutException silent) {
        if (System.nanoTime() - lastWord >= IDLE.toNanos()) {
          throw silent;
        }
      }
    }
  }
}
