package io.snapfleet.vault.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BlobHashTest {

  /** FIPS 180-2, appendix B.1, and the hash of nothing. */
  @Test
  void hashesArePublishedOnes() {
    assertThat(HexFormat.of().formatHex(BlobHash.of("abc".getBytes(StandardCharsets.US_ASCII))))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(HexFormat.of().formatHex(BlobHash.of(new byte[0])))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void aRangeIsHashedIntoAPlace() {
    byte[] out = new byte[40];
    BlobHash.into("xxabcx".getBytes(StandardCharsets.US_ASCII), 2, 3, out, 5);
    assertThat(HexFormat.of().formatHex(out, 5, 37)).startsWith("ba7816bf8f01cfea");
    assertThat(out[4]).isZero();
    assertThat(out[37]).isZero();
  }
}
