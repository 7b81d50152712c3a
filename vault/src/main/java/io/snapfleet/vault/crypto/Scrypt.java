package io.snapfleet.vault.crypto;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * scrypt (RFC 7914) over the JDK's HMAC-SHA-256. The lanes are independent and run side by side as
 * far as {@link #MEMORY_AT_ONCE} allows.
 */
final class Scrypt {

  private static final long MEMORY_AT_ONCE = 96L << 20;
  private static final int HASH_LENGTH = 32;

  private Scrypt() {}

  static byte[] derive(byte[] password, ScryptParameters parameters, int length) {
    Mac mac = keyed(password);
    int laneLength = 128 * parameters.r();
    byte[] blocks = stretch(mac, parameters.salt(), laneLength * parameters.p());
    List<Future<?>> lanes = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(threads(parameters))) {
      for (int lane = 0; lane < parameters.p(); lane++) {
        int offset = lane * laneLength;
        lanes.add(
            threads.submit(
                () -> new ScryptLane(parameters.n(), parameters.r()).mix(blocks, offset)));
      }
    }
    lanes.forEach(Future::resultNow); // a lane that failed must not pass for a wrong password
    return stretch(mac, blocks, length);
  }

  private static int threads(ScryptParameters parameters) {
    long fitting = Math.max(1, MEMORY_AT_ONCE / parameters.laneBytes());
    int cores = Runtime.getRuntime().availableProcessors();
    return (int) Math.min(fitting, Math.min(cores, parameters.p()));
  }

  /** PBKDF2 with one iteration. */
  private static byte[] stretch(Mac mac, byte[] salt, int length) {
    byte[] out = new byte[length];
    for (int at = 0, block = 1; at < length; at += HASH_LENGTH, block++) {
      mac.update(salt);
      mac.update(new byte[] {(byte) (block >> 24), (byte) (block >> 16), (byte) (block >> 8)});
      mac.update((byte) block);
      System.arraycopy(mac.doFinal(), 0, out, at, Math.min(HASH_LENGTH, length - at));
    }
    return out;
  }

  private static Mac keyed(byte[] password) {
    // HMAC pads its key with zeros, so a zero byte is the empty key, which the JDK refuses.
    byte[] key = password.length == 0 ? new byte[1] : Arrays.copyOf(password, password.length);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime has no HMAC-SHA-256", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
