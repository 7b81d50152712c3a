package io.snapfleet.remote;

import static jdk.net.ExtendedSocketOptions.TCP_QUICKACK;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.io.nio2.Nio2Session;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.random.JceRandomFactory;
import org.apache.sshd.common.random.SingletonRandomFactory;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * The SSH client's settings: one modern algorithm of each kind, public keys as the only login, and
 * nothing read from the user's home.
 */
final class SshClients {
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int UNANSWERED_HEARTBEATS = 2;

  private SshClients() {}

  static SshClient start() {
    JdkEdDsaRegistrar.register();
    SshClient client = algorithms().build(true);
    client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    // Only RSA keys need the extensions; without them the server speaks once less.
    client.setKexExtensionHandler(null);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    CoreModuleProperties.PREFERRED_AUTHS.set(client, UserAuthPublicKeyFactory.NAME);
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, UNANSWERED_HEARTBEATS);
    client.start();
    return client;
  }

  /**
   * Has the system acknowledge what comes at once. A server speaks several times in a row around
   * the login, with its Nagle algorithm still on, and would wait 40 ms for each delayed
   * acknowledgement of ours. Lasts for a few packets only: that is how Linux means it.
   */
  static void acknowledgeAtOnce(ClientSession session) throws IOException {
    if (session.getIoSession() instanceof Nio2Session connection
        && connection.getSocket().supportedOptions().contains(TCP_QUICKACK)) {
      connection.getSocket().setOption(TCP_QUICKACK, true);
    }
  }

  private static ClientBuilder algorithms() {
    return ClientBuilder.builder()
        .randomFactory(new SingletonRandomFactory(JceRandomFactory.INSTANCE))
        .keyExchangeFactories(
            NamedFactory.setUpTransformedFactories(
                true, List.of(BuiltinDHFactories.curve25519), ClientBuilder.DH2KEX))
        .signatureFactories(List.of(BuiltinSignatures.ed25519))
        .cipherFactories(List.of(BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256gcm))
        .macFactories(List.of(BuiltinMacs.hmacsha256etm))
        .compressionFactories(List.of(BuiltinCompressions.none))
        .channelFactories(List.of())
        .globalRequestHandlers(List.of())
        .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
        .serverKeyVerifier(ConnectionAttempt::verifyHostKey);
  }
}
