package io.snapfleet.fleet.remote;

import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
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
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    CoreModuleProperties.PREFERRED_AUTHS.set(client, UserAuthPublicKeyFactory.NAME);
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, UNANSWERED_HEARTBEATS);
    client.start();
    return client;
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
