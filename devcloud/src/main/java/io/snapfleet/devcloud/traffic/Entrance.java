package io.snapfleet.devcloud.traffic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.snapfleet.devcloud.traffic.BalancerOrder.Rule;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** A port of a load balancer, with a virtual thread for every visitor. Thread-safe. */
final class Entrance implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Entrance.class.getName());
  private static final Duration CONNECTED = Duration.ofSeconds(2);
  private static final Duration HUNG_UP = Duration.ofSeconds(1);
  private static final String NOBODY = "no machine behind this load balancer is healthy\n";

  private final ServerSocket socket;
  private final Rule rule;
  private final Supplier<Iterator<String>> machines;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Thread doorkeeper;

  /**
   * Listens.
   *
   * @param machines the addresses to try for a visitor, in this order
   */
  Entrance(String address, Rule rule, Supplier<Iterator<String>> machines) throws IOException {
    InetAddress at = InetAddress.ofLiteral(address);
    if (!at.isLoopbackAddress()) {
      throw new IOException(address + " is no address of this computer alone");
    }
    this.rule = rule;
    this.machines = machines;
    this.socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(at, rule.port()));
    } catch (IOException taken) {
      Sockets.close(socket);
      throw taken;
    }
    String name = "devcloud-entrance-" + address + ":" + rule.port();
    this.doorkeeper = Thread.ofVirtual().name(name).start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        Socket visitor = socket.accept();
        if (socket.isClosed()) {
          Sockets.close(visitor);
          return;
        }
        open.add(visitor);
        Thread.ofVirtual().name("devcloud-visitor").start(() -> receive(visitor));
      }
    } catch (IOException closed) {
      Sockets.close(socket);
    }
  }

  private void receive(Socket visitor) {
    Optional<Socket> member = Optional.empty();
    try {
      member = connected();
      if (member.isPresent()) {
        open.add(member.get());
        new Conversation(visitor, member.get()).carry();
      } else if (rule.http()) {
        apologise(visitor);
      }
    } catch (IOException broken) {
      LOG.log(System.Logger.Level.DEBUG, "a visitor was not served to the end", broken);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      member.ifPresent(this::end);
      end(visitor);
    }
  }

  private Optional<Socket> connected() {
    Iterator<String> addresses = machines.get();
    while (addresses.hasNext()) {
      Socket member = new Socket();
      try {
        member.connect(
            new InetSocketAddress(addresses.next(), rule.machinePort()),
            Math.toIntExact(CONNECTED.toMillis()));
        return Optional.of(member);
      } catch (IOException silent) {
        Sockets.close(member);
      }
    }
    return Optional.empty();
  }

  /** Hears the visitor out, who would lose the answer if his words were left unread. */
  private static void apologise(Socket visitor) throws IOException {
    visitor.setSoTimeout(Math.toIntExact(HUNG_UP.toMillis()));
    String answer =
        """
        HTTP/1.1 503 Service Unavailable\r
        Content-Type: text/plain\r
        Content-Length: %d\r
        Connection: close\r
        \r
        %s"""
            .formatted(NOBODY.length(), NOBODY);
    visitor.getOutputStream().write(answer.getBytes(US_ASCII));
    visitor.shutdownOutput();
    visitor.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private void end(Socket one) {
    open.remove(one);
    Sockets.close(one);
  }

  /**
   * Nobody is let in any more when this returns. Closing a socket that a virtual thread waits at
   * only wakes that thread, which is what ends the listening, some time later.
   */
  @Override
  public void close() {
    Sockets.close(socket);
    try {
      doorkeeper.join(HUNG_UP);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    open.forEach(Sockets::close);
  }
}
