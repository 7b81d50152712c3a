package io.snapfleet.vault.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
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
    int atOnce = (int) Math.max(1, MEMORY_AT_ONCE / parameters.laneBytes());
    for (int lane = 0; lane < parameters.p(); lane += atOnce) {
      mixLanes(blocks, parameters, lane, Math.min(parameters.p() - lane, atOnce));
    }
    return stretch(mac, blocks, length);
  }

  private static void mixLanes(byte[] blocks, ScryptParameters parameters, int first, int count) {
    Thread[] others = new Thread[count - 1];
    for (int i = 0; i < others.length; i++) {
      int lane = first + 1 + i;
      others[i] =
          Thread.ofPlatform().name("scrypt-" + lane).start(() -> mix(blocks, parameters, lane));
    }
    mix(blocks, parameters, first);
    for (Thread other : others) {
      joinUninterruptibly(other);
    }
  }

  private static void mix(byte[] blocks, ScryptParameters parameters, int lane) {
    new ScryptLane(parameters.n(), parameters.r()).mix(blocks, lane * 128 * parameters.r());
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
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
