package io.snapfleet.vault.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordKeyTest {

  /** RFC 7914, section 12. */
  @ParameterizedTest
  @CsvSource({
    "'', '', 16, 1, 1, 77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
        + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906",
    "password, NaCl, 1024, 8, 16, fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
    "pleaseletmein, SodiumChloride, 16384, 8, 1,"
        + " 7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887",
  })
  void derivedBytesArePublishedOnes(
      String password, String salt, int n, int r, int p, String expected) {
    ScryptParameters parameters =
        new ScryptParameters(n, r, p, salt.getBytes(StandardCharsets.UTF_8));
    DataKey key = PasswordKey.derive(password.toCharArray(), parameters);
    HexFormat hex = HexFormat.of();
    assertThat(
            hex.formatHex(key.encryptionKey())
                + hex.formatHex(key.macK())
                + hex.formatHex(key.macR()))
        .isEqualTo(expected);
  }

  /** The expected bytes are Python's {@code hashlib.scrypt}'s, which is OpenSSL's. */
  @Test
  void lanesThatDoNotFitAtOnceComeOneAfterTheOther() {
    ScryptParameters large = new ScryptParameters(1 << 16, 8, 3, new byte[] {1});
    assertThat(HexFormat.of().formatHex(Scrypt.derive(new byte[] {9}, large, 16)))
        .isEqualTo("51dd1bbac9f9cf1f46df462e7c642165");
  }

  @Test
  void absurdCostsAreRefusedBeforeAnyMemoryIsTaken() {
    assertRefused(3, 8, 1, "scrypt with N=3, r=8, p=1 is not possible.");
    assertRefused(1 << 15, 0, 1, "scrypt with N=32768, r=0, p=1 is not possible.");
    String costs = "costs more memory or time than any repository needs.";
    assertRefused(1 << 30, 8, 1, "scrypt with N=1073741824, r=8, p=1 " + costs);
    assertRefused(2, Integer.MAX_VALUE, 1, "scrypt with N=2, r=2147483647, p=1 " + costs);
    assertRefused(1 << 15, 8, 1_000_000, "scrypt with N=32768, r=8, p=1000000 " + costs);
  }

  @Test
  void newKeysHaveTheirOwnSalt() {
    SecureRandom random = new SecureRandom();
    assertThat(ScryptParameters.forNewKey(ScryptParameters.COST, random))
        .isNotEqualTo(ScryptParameters.forNewKey(ScryptParameters.COST, random));
    assertThat(ScryptParameters.forNewKey(ScryptParameters.COST, random).salt()).hasSize(64);
  }

  private static void assertRefused(int n, int r, int p, String sentence) {
    assertThatThrownBy(() -> new ScryptParameters(n, r, p, new byte[64]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }
}
