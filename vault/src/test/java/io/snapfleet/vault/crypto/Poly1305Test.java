package io.snapfleet.vault.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Poly1305Test {

  private static final BigInteger PRIME =
      BigInteger.ONE.shiftLeft(130).subtract(BigInteger.valueOf(5));
  private static final HexFormat HEX = HexFormat.of();

  /** RFC 8439, section 2.5.2 and those of appendix A.3 that reach the edges of the arithmetic. */
  @ParameterizedTest
  @CsvSource({
    "85d6be7857556d337f4452fe42d506a8, 0103808afb0db2fd4abff6af4149f51b,"
        + " 43727970746f6772617068696320466f72756d2052657365617263682047726f7570,"
        + " a8061dc1305136c6c22b8baf0c0127a9",
    "02000000000000000000000000000000, 00000000000000000000000000000000,"
        + " ffffffffffffffffffffffffffffffff, 03000000000000000000000000000000",
    "02000000000000000000000000000000, ffffffffffffffffffffffffffffffff,"
        + " 02000000000000000000000000000000, 03000000000000000000000000000000",
    "01000000000000000000000000000000, 00000000000000000000000000000000,"
        + " fffffffffffffffffffffffffffffffff0ffffffffffffffffffffffffffffff"
        + "11000000000000000000000000000000, 05000000000000000000000000000000",
    "01000000000000000000000000000000, 00000000000000000000000000000000,"
        + " fffffffffffffffffffffffffffffffffbfefefefefefefefefefefefefefefe"
        + "01010101010101010101010101010101, 00000000000000000000000000000000",
    "02000000000000000000000000000000, 00000000000000000000000000000000,"
        + " fdffffffffffffffffffffffffffffff, faffffffffffffffffffffffffffffff",
    "01000000000000000400000000000000, 00000000000000000000000000000000,"
        + " e33594d7505e43b900000000000000003394d7505e4379cd0100000000000000"
        + "0000000000000000000000000000000001000000000000000000000000000000,"
        + " 14000000000000005500000000000000",
    "01000000000000000400000000000000, 00000000000000000000000000000000,"
        + " e33594d7505e43b900000000000000003394d7505e4379cd0100000000000000"
        + "00000000000000000000000000000000, 13000000000000000000000000000000",
  })
  void tagsArePublishedOnes(String r, String pad, String message, String tag) {
    assertThat(HEX.formatHex(tag(HEX.parseHex(r), HEX.parseHex(pad), HEX.parseHex(message))))
        .isEqualTo(tag);
  }

  @Property
  void tagIsWhatTheDefinitionSays(
      @ForAll @Size(16) byte[] r,
      @ForAll @Size(16) byte[] pad,
      @ForAll @Size(max = 200) byte[] message) {
    assertThat(tag(r, pad, message)).isEqualTo(byDefinition(r, pad, message));
  }

  @Property
  void limbsFullOfOnesCarryRightly(@ForAll @Size(16) byte[] r, @ForAll @Size(max = 5) byte[] tail) {
    byte[] message = new byte[16 * 40 + tail.length];
    Arrays.fill(message, (byte) 0xff);
    System.arraycopy(tail, 0, message, 16 * 40, tail.length);
    byte[] pad = new byte[16];
    Arrays.fill(pad, (byte) 0xff);
    assertThat(tag(r, pad, message)).isEqualTo(byDefinition(r, pad, message));
  }

  @Property
  void longMessagesHaveTheTagTheDefinitionSays(
      @ForAll @Size(16) byte[] r,
      @ForAll @Size(16) byte[] pad,
      @ForAll @IntRange(max = 6 * Poly1305Lanes.ROW) int length,
      @ForAll long seed) {
    byte[] message = new byte[length];
    new Random(seed).nextBytes(message);
    assertThat(tag(r, pad, message)).isEqualTo(byDefinition(r, pad, message));
  }

  @Property
  void lanesFullOfOnesCarryRightly(
      @ForAll @Size(16) byte[] r, @ForAll @Size(max = 40) byte[] tail) {
    int rows = 9 * Poly1305Lanes.ROW;
    byte[] message = new byte[rows + tail.length];
    Arrays.fill(message, 0, rows, (byte) 0xff);
    System.arraycopy(tail, 0, message, rows, tail.length);
    byte[] pad = new byte[16];
    Arrays.fill(pad, (byte) 0xff);
    assertThat(tag(r, pad, message)).isEqualTo(byDefinition(r, pad, message));
  }

  @Property(tries = 50)
  void tagsAreTheSameBeforeLanesAreUsedAndAfter(
      @ForAll @Size(16) byte[] r, @ForAll @IntRange(max = 30_000) int before) {
    Poly1305 poly1305 = new Poly1305(r, before);
    byte[] message = new byte[7_000];
    Arrays.fill(message, (byte) 0x5a);
    byte[] pad = new byte[16];
    byte[] tag = new byte[16];
    for (int count = 0; count < 6; count++) {
      poly1305.tag(pad, message, 0, message.length, tag);
      assertThat(tag).isEqualTo(byDefinition(r, pad, message));
    }
  }

  @Property(tries = 20)
  void oneMultiplierServesManyMessages(@ForAll @Size(16) byte[] r, @ForAll long seed) {
    Random random = new Random(seed);
    Poly1305 poly1305 = new Poly1305(r, 0);
    byte[] pad = new byte[16];
    byte[] tag = new byte[16];
    for (int message = 0; message < 100; message++) {
      byte[] bytes = new byte[random.nextInt(4 * Poly1305Lanes.ROW)];
      random.nextBytes(bytes);
      random.nextBytes(pad);
      poly1305.tag(pad, bytes, 0, bytes.length, tag);
      assertThat(tag).isEqualTo(byDefinition(r, pad, bytes));
    }
  }

  private static byte[] tag(byte[] r, byte[] pad, byte[] message) {
    byte[] tag = new byte[16];
    byte[] shifted = new byte[message.length + 3];
    System.arraycopy(message, 0, shifted, 3, message.length);
    new Poly1305(r, 0).tag(pad, shifted, 3, message.length, tag);
    return tag;
  }

  private static byte[] byDefinition(byte[] r, byte[] pad, byte[] message) {
    BigInteger clamp = new BigInteger("0ffffffc0ffffffc0ffffffc0fffffff", 16);
    BigInteger multiplier = number(r, 0, 16).and(clamp);
    BigInteger sum = BigInteger.ZERO;
    for (int at = 0; at < message.length; at += 16) {
      int length = Math.min(16, message.length - at);
      sum = sum.add(number(message, at, length).setBit(8 * length)).multiply(multiplier).mod(PRIME);
    }
    byte[] big = sum.add(number(pad, 0, 16)).toByteArray();
    byte[] tag = new byte[16];
    for (int i = 0; i < Math.min(16, big.length); i++) {
      tag[i] = big[big.length - 1 - i];
    }
    return tag;
  }

  private static BigInteger number(byte[] bytes, int offset, int length) {
    byte[] big = new byte[length];
    for (int i = 0; i < length; i++) {
      big[i] = bytes[offset + length - 1 - i];
    }
    return new BigInteger(1, big);
  }
}
