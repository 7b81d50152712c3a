package io.snapfleet.devcloud.machine;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A simulated machine as SSH sees it. Its host key is read when first somebody connects.
 * Thread-safe.
 */
final class SimulatedGuest {
  private final Set<String> admitted;
  private final String privateKey;
  private @Nullable Iterable<KeyPair> hostKey;

  private SimulatedGuest(Set<String> admitted, String privateKey) {
    this.admitted = Set.copyOf(admitted);
    this.privateKey = privateKey;
  }

  static SimulatedGuest of(Machines.Guest guest) {
    UserData data = UserData.parse(guest.userData());
    Set<String> admitted = new HashSet<>();
    data.authorizedKeys().forEach(line -> admitted.add(withoutComment(line)));
    guest.keys().forEach(line -> admitted.add(withoutComment(line)));
    return new SimulatedGuest(admitted, data.hostKeyPrivate());
  }

  private static String withoutComment(String line) {
    String[] words = line.strip().split("\\s+");
    return words.length < 2 ? line : words[0] + " " + words[1];
  }

  private static Iterable<KeyPair> read(String privateKey) {
    try {
      return List.of(HostKeyFile.read(privateKey));
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalArgumentException("the host key in the user data is unreadable", unreadable);
    }
  }

  boolean admits(String line) {
    return admitted.contains(withoutComment(line));
  }

  /** The key of its user data, where that has one. */
  synchronized Optional<Iterable<KeyPair>> hostKey() {
    if (hostKey == null && !privateKey.isEmpty()) {
      hostKey = read(privateKey);
    }
    return Optional.ofNullable(hostKey);
  }
}
