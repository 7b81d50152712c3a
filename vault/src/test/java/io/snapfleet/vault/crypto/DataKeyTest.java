package io.snapfleet.vault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataKeyTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final DataKey KEY = DataKey.random(new SecureRandom());

  /** NIST SP 800-38A, F.5.5. */
  @Test
  void ciphertextIsAes256InCounterMode() {
    byte[] key = HEX.parseHex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
    byte[] plain =
        HEX.parseHex(
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
    byte[] out = new byte[plain.length + DataKey.OVERHEAD];
    System.arraycopy(HEX.parseHex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"), 0, out, 0, 16);
    DataKey.of(key, new byte[16], new byte[16])
        .encryptWithNonceInPlace(plain, 0, plain.length, out, 0);
    assertThat(HEX.formatHex(out, 16, 16 + plain.length))
        .isEqualTo(
            "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5"
                + "2b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6");
  }

  /** The examples of the Poly1305-AES paper (D. J. Bernstein, 2005), appendix B. */
  @ParameterizedTest
  @CsvSource({
    "f3f6, 851fc40c3467ac0be05cc20404f3f700, ec074c835580741701425b623235add6,"
        + " fb447350c4e868c52ac3275cf9d4327e, f4c633c3044fc145f84f335cb81953de",
    "'', a0f3080000f46400d0c7e9076c834403, 75deaa25c09f208e1dc4ce6b5cad3fbf,"
        + " 61ee09218d29b0aaed7e154a2c5509cc, dd3fab2251f11ac759f0887129cc2ee7",
    "663cea190ffb83d89593f3f476b6bc24d7e679107ea26adb8caf6652d0656136,"
        + " 48443d0bb0d21109c89a100b5ce2c208, 6acb5f61a7176dd320c5c1eb2edcdc74,"
        + " ae212a55399729595dea458bc621ff0e, 0ee1c16bb73f0f4fd19881753c01cdbe",
    "ab0812724a7f1e342742cbed374d94d136c6b8795d45b3819830f2c04491faf0"
        + "990c62e48b8018b2c3e4a0fa3134cb67fa83e158c994d961c4cb21095c1bf9,"
        + " 12976a08c4426d0ce8a82407c4f48207, e1a5668a4d5b66a5f68cc5424ed5982d,"
        + " 9ae831e743978d3a23527c7128149e3a, 5154ad0d2cb26e01274fc51148491f1b",
  })
  void codeIsPoly1305OfAes(String message, String r, String k, String nonce, String code) {
    byte[] text = HEX.parseHex(message);
    byte[] tag =
        new KeyedCiphers(new byte[32], HEX.parseHex(k), HEX.parseHex(r))
            .tag(join(HEX.parseHex(nonce), text), 0, 16, text.length);
    assertThat(HEX.formatHex(tag)).isEqualTo(code);
  }

  @Property(tries = 200)
  void whatIsEncryptedIsDecrypted(
      @ForAll @Size(max = 5000) byte[] data, @ForAll @IntRange(max = 40) int offset) {
    byte[] out = new byte[offset + data.length + DataKey.OVERHEAD + 3];
    assertThat(KEY.encrypt(data, 0, data.length, out, offset))
        .isEqualTo(data.length + KEY.overhead());
    byte[] back = new byte[data.length + offset];
    assertThat(KEY.decrypt(out, offset, data.length + DataKey.OVERHEAD, back, offset))
        .isEqualTo(data.length);
    assertThat(back).endsWith(data);
  }

  @Property(tries = 200)
  void anyFlippedBitIsNoticed(
      @ForAll @Size(max = 300) byte[] data, @ForAll @IntRange(max = 1_000_000) int place) {
    byte[] out = encrypted(data);
    out[place % out.length] ^= (byte) (1 << place % 8);
    byte[] back = new byte[data.length];
    assertThatThrownBy(() -> KEY.decrypt(out, 0, out.length, back, 0))
        .isInstanceOf(WrongMacException.class);
    assertThat(back).as("nothing of it is shown").isEqualTo(new byte[data.length]);
  }

  @Property(tries = 100)
  void anyTruncationIsNoticed(
      @ForAll @Size(min = 1, max = 300) byte[] data, @ForAll @IntRange(max = 1_000_000) int place) {
    byte[] out = encrypted(data);
    assertThatThrownBy(() -> KEY.decrypt(out, 0, place % out.length, new byte[data.length], 0))
        .isInstanceOf(WrongMacException.class);
  }

  @Test
  void dataLongerThanAnyBufferComesBack() {
    byte[] data = new byte[3_000_000];
    new SecureRandom().nextBytes(data);
    byte[] out = encrypted(data);
    byte[] back = new byte[data.length];
    KEY.decrypt(out, 0, out.length, back, 0);
    assertThat(Arrays.mismatch(back, data)).isEqualTo(-1);
  }

  @Test
  void noNonceComesTwice() {
    assertThat(IntStream.range(0, 2000).mapToObj(i -> HEX.formatHex(encrypted(new byte[0]), 0, 16)))
        .doesNotHaveDuplicates();
  }

  @Test
  void aKeySurvivesItsParts() {
    DataKey same = DataKey.of(KEY.encryptionKey(), KEY.macK(), KEY.macR());
    byte[] out = encrypted(new byte[] {1, 2, 3});
    byte[] back = new byte[3];
    assertThat(same.decrypt(out, 0, out.length, back, 0)).isEqualTo(3);
    assertThat(back).containsExactly(1, 2, 3);
  }

  @Test
  void keysOfTheWrongLengthAreRefused() {
    assertThatThrownBy(() -> DataKey.of(new byte[16], new byte[16], new byte[16]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The encryption key has 16 bytes instead of 32.");
  }

  private static byte[] encrypted(byte[] data) {
    byte[] out = new byte[data.length + DataKey.OVERHEAD];
    KEY.encrypt(data, 0, data.length, out, 0);
    return out;
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }
}
