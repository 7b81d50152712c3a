package io.snapfleet.vault.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ChunkerPolynomialTest {

  @Test
  void smallPolynomialsAreIrreducibleWhenNothingSmallerDividesThem() {
    for (long polynomial = 2; polynomial < 1 << 11; polynomial++) {
      assertThat(ChunkerPolynomial.isIrreducible(polynomial))
          .as("polynomial %s", Long.toBinaryString(polynomial))
          .isEqualTo(hasNoDivisor(polynomial));
    }
    assertThat(ChunkerPolynomial.isIrreducible(0)).isFalse();
    assertThat(ChunkerPolynomial.isIrreducible(1)).isFalse();
  }

  @Test
  void randomPolynomialsAreIrreducibleOfDegree53AndDiffer() {
    SecureRandom random = new SecureRandom();
    long first = ChunkerPolynomial.random(random);
    assertThat(ChunkerPolynomial.degree(first)).isEqualTo(53);
    assertThat(ChunkerPolynomial.isIrreducible(first)).isTrue();
    assertThat(ChunkerPolynomial.random(random)).isNotEqualTo(first);
  }

  @Property
  void productsOfTwoFactorsAreReducible(
      @ForAll @LongRange(min = 2, max = (1 << 20) - 1) long a,
      @ForAll @LongRange(min = 2, max = (1 << 20) - 1) long b) {
    long product = 0;
    for (int bit = 0; bit < 20; bit++) {
      product ^= (b >>> bit & 1) * (a << bit);
    }
    assertThat(ChunkerPolynomial.isIrreducible(product)).isFalse();
    assertThat(ChunkerPolynomial.remainder(product, a)).isZero();
  }

  private static boolean hasNoDivisor(long polynomial) {
    for (long divisor = 2;
        2 * ChunkerPolynomial.degree(divisor) <= ChunkerPolynomial.degree(polynomial);
        divisor++) {
      if (ChunkerPolynomial.remainder(polynomial, divisor) == 0) {
        return false;
      }
    }
    return true;
  }
}
