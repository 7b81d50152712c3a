package io.snapfleet.remote;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.apache.sshd.common.util.security.AbstractSecurityProviderRegistrar;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/**
 * Tells the SSH library to use the JDK's own ed25519. By itself it knows only two third-party
 * providers, one of them unmaintained, the other 8 MB large.
 */
public final class JdkEdDsaRegistrar extends AbstractSecurityProviderRegistrar {
  private static final String PROVIDER = "SunEC";

  private JdkEdDsaRegistrar() {
    super(PROVIDER);
  }

  /** Must run before the library first looks for ed25519. May be called any number of times. */
  public static void register() {
    SecurityUtils.registerSecurityProvider(new JdkEdDsaRegistrar());
  }

  @Override
  public boolean isSupported() {
    return Security.getProvider(PROVIDER) != null;
  }

  @Override
  public Provider getSecurityProvider() {
    return Security.getProvider(PROVIDER);
  }

  @Override
  public Optional<EdDSASupport<?, ?>> getEdDSASupport() {
    return Optional.of(new JdkEdDsaSupport());
  }
}
