package io.snapfleet.vault.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PositionHashTest {

  private static final PositionHash HASH = PositionHash.random(new SecureRandom());
  private static final int LARGE = 5 * PositionHash.UNIT;

  @Property(tries = 50)
  void hashIsNhAsPublishedInFourIterations(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8192) int pairs) {
    byte[] text = random(seed, 8 * pairs);
    assertThat(hash(text, text.length))
        .containsExactly(
            byDefinition(text, 0),
            byDefinition(text, 2),
            byDefinition(text, 4),
            byDefinition(text, 6));
  }

  @Property(tries = 200)
  void anyChangedBitChangesTheHash(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = LARGE) int length) {
    byte[] text = Arrays.copyOf(random(seed, length), length + 7 & -8);
    long[] before = hash(text, length);
    int place = new Random(seed).nextInt(length);
    text[place] ^= (byte) (1 << new Random(seed).nextInt(8));
    assertThat(hash(text, length)).isNotEqualTo(before);
  }

  @Test
  void exchangedUnitsOfAChunkChangeItsHash() {
    byte[] text = random(3, 2 * PositionHash.UNIT);
    byte[] exchanged = new byte[text.length];
    System.arraycopy(text, 0, exchanged, PositionHash.UNIT, PositionHash.UNIT);
    System.arraycopy(text, PositionHash.UNIT, exchanged, 0, PositionHash.UNIT);
    assertThat(hash(exchanged, exchanged.length)).isNotEqualTo(hash(text, text.length));
  }

  @Test
  void aKeyGivesTheSameHashesWhenItIsReadBackAndAnotherKeyOthers() {
    ByteBuffer bytes = ByteBuffer.allocate(PositionHash.KEY_WORDS * Long.BYTES);
    HASH.writeKey(bytes.asLongBuffer());
    byte[] text = random(9, ChunkSize.LARGEST);
    long[] again = new long[PositionHash.WORDS];
    PositionHash.read(bytes.asLongBuffer()).ofChunk(text, 0, text.length, again, 0);
    assertThat(again).isEqualTo(hash(text, text.length));
    PositionHash.random(new SecureRandom()).ofChunk(text, 0, text.length, again, 0);
    assertThat(again).isNotEqualTo(hash(text, text.length));
  }

  private static long[] hash(byte[] text, int length) {
    long[] hash = new long[PositionHash.WORDS];
    HASH.ofChunk(text, 0, length, hash, 0);
    return hash;
  }

  /** The sum over pairs of words, each with its word of the key added, of their products. */
  private static long byDefinition(byte[] text, int firstKey) {
    ByteBuffer key = ByteBuffer.allocate(PositionHash.KEY_WORDS * Long.BYTES);
    LongBuffer keyPairs = key.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    HASH.writeKey(keyPairs);
    IntBuffer keys = key.asIntBuffer();
    IntBuffer words = ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < words.limit(); i += 2) {
      BigInteger left = unsigned(words.get(i) + keys.get(firstKey + i));
      BigInteger right = unsigned(words.get(i + 1) + keys.get(firstKey + i + 1));
      sum = sum.add(left.multiply(right));
    }
    return sum.longValue();
  }

  private static BigInteger unsigned(int word) {
    return new BigInteger(Integer.toUnsignedString(word));
  }

  private static byte[] random(long seed, int length) {
    byte[] text = new byte[length];
    new Random(seed).nextBytes(text);
    return text;
  }
}
