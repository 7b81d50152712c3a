package io.snapfleet.vault.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One thread's ciphers of one key, made once. Not thread-safe. */
final class KeyedCiphers {

  static final int NONCE_LENGTH = 16;
  private static final int NONCES_DRAWN_AT_ONCE = 256;
  private static final int SEED_LENGTH = NONCE_LENGTH + 32;

  /**
   * The first data of a thread goes through the cipher in slices: the processor's AES instructions
   * are used once the cipher's callers are compiled, which takes a number of calls, not of bytes.
   */
  private static final int SLICE = 1024;

  private static final int SLICES = 20_000;

  private final SecretKeySpec encryptionKey;
  private final Cipher counterMode = cipher("AES/CTR/NoPadding");
  private final Cipher nonceCipher = cipher("AES/ECB/NoPadding");
  private final SecureRandom random = new SecureRandom();
  private final byte[] nonces = new byte[NONCES_DRAWN_AT_ONCE * NONCE_LENGTH];
  private final Poly1305 poly1305;
  private int slicesLeft = SLICES;
  private int noncesUsed = nonces.length;
  private final byte[] pad = new byte[Poly1305.TAG_LENGTH];
  private final byte[] tag = new byte[Poly1305.TAG_LENGTH];

  /**
   * For one key.
   *
   * @param nonceKey encrypts the nonces for the codes
   * @param multiplier of the codes
   */
  KeyedCiphers(byte[] encryptionKey, byte[] nonceKey, byte[] multiplier) {
    this.poly1305 = new Poly1305(multiplier);
    this.encryptionKey = new SecretKeySpec(encryptionKey, "AES");
    try {
      nonceCipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(nonceKey, "AES"));
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  /** Writes a nonce that was never used before. */
  void nextNonce(byte[] out, int offset) {
    if (noncesUsed == nonces.length) {
      drawNonces();
    }
    System.arraycopy(nonces, noncesUsed, out, offset, NONCE_LENGTH);
    noncesUsed += NONCE_LENGTH;
  }

  /** Key stream under a random key of its own, for so many bits cost {@link SecureRandom} more. */
  private void drawNonces() {
    byte[] seed = new byte[SEED_LENGTH];
    random.nextBytes(seed);
    Arrays.fill(nonces, (byte) 0);
    try {
      counterMode.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(seed, NONCE_LENGTH, SEED_LENGTH - NONCE_LENGTH, "AES"),
          new IvParameterSpec(seed, 0, NONCE_LENGTH));
      counterMode.doFinal(nonces, 0, nonces.length, nonces, 0);
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
    noncesUsed = 0;
  }

  /** Encrypts or decrypts, which are the same, with the nonce found at {@code nonceAt}. */
  void applyKeyStream(
      byte[] nonce, int nonceAt, byte[] in, int off, int length, byte[] out, int outOff) {
    try {
      counterMode.init(
          Cipher.ENCRYPT_MODE, encryptionKey, new IvParameterSpec(nonce, nonceAt, NONCE_LENGTH));
      int done = 0;
      for (; slicesLeft > 0 && length - done > SLICE; slicesLeft--, done += SLICE) {
        counterMode.update(in, off + done, SLICE, out, outOff + done);
      }
      counterMode.doFinal(in, off + done, length - done, out, outOff + done);
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  /** The code over a ciphertext and its nonce; the array is this object's and soon overwritten. */
  byte[] tag(byte[] in, int nonceAt, int textAt, int length) {
    try {
      nonceCipher.doFinal(in, nonceAt, NONCE_LENGTH, pad, 0);
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
    poly1305.tag(pad, in, textAt, length, tag);
    return tag;
  }

  private static Cipher cipher(String transformation) {
    try {
      return Cipher.getInstance(transformation);
    } catch (GeneralSecurityException e) {
      throw unusable(e);
    }
  }

  private static IllegalStateException unusable(GeneralSecurityException cause) {
    return new IllegalStateException("This Java runtime cannot encrypt with AES", cause);
  }
}
