package io.snapfleet.remote;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where SSH listens: {@code host}, {@code host:port}, {@code [v6]:port} or a bare IPv6 address. */
public record SshAddress(String host, int port) {
  private static final int DEFAULT_PORT = 22;
  private static final Pattern WITH_PORT =
      Pattern.compile("(?:\\[([^\\]]+)\\]|([^:\\[\\]]+)):(\\d{1,5})");

  public static SshAddress parse(String address) {
    Matcher match = WITH_PORT.matcher(address);
    if (!match.matches()) {
      return new SshAddress(address, DEFAULT_PORT);
    }
    String host = match.group(1) != null ? match.group(1) : match.group(2);
    return new SshAddress(host, Integer.parseInt(match.group(3)));
  }

  /** Looked up anew each time: a machine's name may resolve only once it runs. */
  InetSocketAddress socketAddress() {
    return new InetSocketAddress(host, port);
  }
}
