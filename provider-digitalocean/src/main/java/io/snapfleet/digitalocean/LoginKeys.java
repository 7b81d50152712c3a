package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The account's SSH keys. A droplet without one gets a root password that has expired, which locks
 * out keys too, and is sent by mail; so the keys that may log in are made known to the account.
 * Thread-safe.
 */
final class LoginKeys {
  private static final String PATH = "/v2/account/keys";

  private final Api api;
  private final Set<String> known = ConcurrentHashMap.newKeySet();
  private final NamedLocks keys = new NamedLocks();

  LoginKeys(Api api) {
    this.api = api;
  }

  /** The fingerprints of the keys, all of which the account knows when this returns. */
  List<String> known(String fleet, List<String> publicLines) {
    return publicLines.stream().map(line -> known(fleet, line)).distinct().toList();
  }

  private String known(String fleet, String publicLine) {
    String fingerprint = fingerprint(publicLine);
    return known.contains(fingerprint)
        ? fingerprint
        : keys.alone(fingerprint, () -> registered(fleet, publicLine, fingerprint));
  }

  /** Of machines that are launched together one registers their key. */
  private String registered(String fleet, String publicLine, String fingerprint) {
    if (!known.contains(fingerprint)) {
      register(fleet, publicLine, fingerprint);
      known.add(fingerprint);
    }
    return fingerprint;
  }

  private void register(String fleet, String publicLine, String fingerprint) {
    String doing = "add the SSH key of fleet " + fleet;
    Answer answer = api.repeatable(PATH, new Wire.NewKey(name(fleet), publicLine), doing);
    boolean there = answer.status() == 422 && api.find(PATH + "/" + fingerprint, doing).isPresent();
    if (!there) {
      Api.good(answer, doing);
    }
  }

  /** Takes the fleet's keys out of the account; machines keep what they have. */
  void forget(String fleet) {
    api.list(PATH, "ssh_keys", key -> key, "list SSH keys").stream()
        .filter(key -> key.optionalText("name").filter(name(fleet)::equals).isPresent())
        .forEach(key -> delete(key.id("id"), fleet));
    known.clear();
  }

  private void delete(String id, String fleet) {
    String doing = "delete the SSH key of fleet " + fleet;
    Answer answer = api.delete(PATH + "/" + id, null, doing);
    if (answer.status() != 404) {
      Api.good(answer, doing);
    }
  }

  private static String name(String fleet) {
    return "snapfleet-" + fleet;
  }

  /** MD5 of the key itself, which is what the API identifies keys by. */
  static String fingerprint(String publicLine) {
    String[] parts = publicLine.strip().split("\\s+");
    try {
      byte[] key = Base64.getDecoder().decode(parts[1].getBytes(StandardCharsets.US_ASCII));
      byte[] digest = MessageDigest.getInstance("MD5").digest(key);
      return HexFormat.ofDelimiter(":").formatHex(digest);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException notAKey) {
      throw new ProviderException.Permanent(
          "a key that shall log in is no SSH public key line",
          "Give lines such as 'ssh-ed25519 AAAA... name'.",
          notAKey);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("this Java has no MD5", missing);
    }
  }
}
