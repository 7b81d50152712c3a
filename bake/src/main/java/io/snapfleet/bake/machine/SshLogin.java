package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.remote.RemoteException;
import io.snapfleet.remote.RemoteTarget;
import io.snapfleet.remote.SshKeyPair;
import io.snapfleet.remote.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Who logs in at a machine, and how.
 *
 * @param timeout how long a machine may take until it lets us in for the first time
 */
record SshLogin(String user, int port, Duration timeout, SshKeyPair key) {
  private static final String KEY_FILE = "ssh_private_key_file";
  private static final long USUAL_PORT = 22;
  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);

  /**
   * @param newKey makes the key where the settings name none
   */
  static SshLogin of(Settings settings, BuildSite site, Supplier<SshKeyPair> newKey) {
    return new SshLogin(
        settings.text("ssh_username").orElse(RemoteTarget.ROOT),
        settings.number("ssh_port").orElse(USUAL_PORT).intValue(),
        settings
            .duration("ssh_wait_timeout")
            .or(() -> settings.duration("ssh_timeout"))
            .orElse(USUAL_TIMEOUT),
        settings.text(KEY_FILE).map(name -> key(name, site)).orElseGet(newKey));
  }

  private static SshKeyPair key(String name, BuildSite site) {
    Path file = site.resolve(name.replaceFirst("^~(?=/)", System.getProperty("user.home")));
    try {
      return SshKeyPair.of(new Secret(Files.readString(file)));
    } catch (RemoteException malformed) {
      throw new BuildException(KEY_FILE + " " + name + ": " + malformed.getMessage(), malformed);
    } catch (IOException unreadable) {
      throw new BuildException(KEY_FILE + " cannot be read: " + unreadable, unreadable);
    }
  }

  RemoteTarget target(String name, String host, String hostKey) {
    return new RemoteTarget(name, user, address(host), hostKey, key.privateKey(), timeout);
  }

  String address(String host) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** What a {@code build} function says of it. */
  Map<String, String> facts(String host, String hostKey) {
    return Map.of(
        "ConnType",
        "ssh",
        "Host",
        host,
        "Port",
        Integer.toString(port),
        "User",
        user,
        "Password",
        "",
        "WinRMPassword",
        "",
        "SSHPublicKey",
        key.publicLine(),
        "SSHPrivateKey",
        key.privateKey().reveal(),
        HostKeyFact.NAME,
        hostKey);
  }
}
