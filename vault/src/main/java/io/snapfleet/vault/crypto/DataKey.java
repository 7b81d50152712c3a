package io.snapfleet.vault.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * What encrypts and authenticates a repository's data: the master key, or the key that a password
 * gives. Thread-safe; each thread has its own ciphers.
 *
 * <p>An encrypted text is {@code nonce (16) || AES-256-CTR (as long as the data) || Poly1305-AES
 * (16)}, the code being over the ciphertext. The nonce is random for every text.
 */
public final class DataKey {

  public static final int OVERHEAD = KeyedCiphers.NONCE_LENGTH + Poly1305.TAG_LENGTH;
  private static final int HALF = 16;

  private final byte[] encrypt;
  private final byte[] macK;
  private final byte[] macR;
  private final ThreadLocal<KeyedCiphers> ciphers;

  private DataKey(byte[] encrypt, byte[] macK, byte[] macR) {
    this.encrypt = checked("encryption key", encrypt, 2 * HALF);
    this.macK = checked("authentication key k", macK, HALF);
    this.macR = checked("authentication key r", macR, HALF);
    this.ciphers =
        ThreadLocal.withInitial(() -> new KeyedCiphers(this.encrypt, this.macK, this.macR));
  }

  public static DataKey random(SecureRandom random) {
    byte[] bytes = new byte[4 * HALF];
    random.nextBytes(bytes);
    return fromBytes(bytes);
  }

  /** A key of its stored parts; {@code macR} need not be masked, that is done when it is used. */
  public static DataKey of(byte[] encrypt32, byte[] macK16, byte[] macR16) {
    return new DataKey(encrypt32, macK16, macR16);
  }

  static DataKey fromBytes(byte[] bytes) {
    return new DataKey(
        Arrays.copyOfRange(bytes, 0, 2 * HALF),
        Arrays.copyOfRange(bytes, 2 * HALF, 3 * HALF),
        Arrays.copyOfRange(bytes, 3 * HALF, 4 * HALF));
  }

  public byte[] encryptionKey() {
    return encrypt.clone();
  }

  public byte[] macK() {
    return macK.clone();
  }

  public byte[] macR() {
    return macR.clone();
  }

  /** How many bytes longer an encrypted text is than its data. */
  public int overhead() {
    return OVERHEAD;
  }

  /**
   * Encrypts a range and returns the bytes written, {@code len + overhead()}. Ranges are disjoint.
   */
  public int encrypt(byte[] in, int off, int len, byte[] out, int outOff) {
    KeyedCiphers own = ciphers.get();
    own.nextNonce(out, outOff);
    return seal(own, in, off, len, out, outOff);
  }

  /** As {@link #encrypt}, with a nonce that already is in {@code out}: for known-answer tests. */
  int encryptWithNonceInPlace(byte[] in, int off, int len, byte[] out, int outOff) {
    return seal(ciphers.get(), in, off, len, out, outOff);
  }

  private int seal(KeyedCiphers own, byte[] in, int off, int len, byte[] out, int outOff) {
    int textAt = outOff + KeyedCiphers.NONCE_LENGTH;
    own.applyKeyStream(out, outOff, in, off, len, out, textAt);
    byte[] tag = own.tag(out, outOff, textAt, len);
    System.arraycopy(tag, 0, out, textAt + len, tag.length);
    return len + OVERHEAD;
  }

  /**
   * Decrypts {@code nonce || ciphertext || code} of {@code len} bytes and returns the length of the
   * data. Nothing is written to {@code out} unless the code is right. Ranges are disjoint.
   */
  public int decrypt(byte[] in, int off, int len, byte[] out, int outOff) throws WrongMacException {
    if (len < OVERHEAD) {
      throw new WrongMacException(len);
    }
    KeyedCiphers own = ciphers.get();
    int textAt = off + KeyedCiphers.NONCE_LENGTH;
    int textLength = len - OVERHEAD;
    byte[] expected = own.tag(in, off, textAt, textLength);
    byte[] stored =
        Arrays.copyOfRange(in, textAt + textLength, textAt + textLength + Poly1305.TAG_LENGTH);
    if (!MessageDigest.isEqual(expected, stored)) {
      throw new WrongMacException(len);
    }
    own.applyKeyStream(in, off, in, textAt, textLength, out, outOff);
    return textLength;
  }

  private static byte[] checked(String name, byte[] bytes, int length) {
    if (bytes.length != length) {
      throw new IllegalArgumentException(
          "The %s has %d bytes instead of %d.".formatted(name, bytes.length, length));
    }
    return bytes.clone();
  }
}
