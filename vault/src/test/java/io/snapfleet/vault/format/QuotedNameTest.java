package io.snapfleet.vault.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedNameTest {

  @Property
  void everyNameComesBackByteForByte(@ForAll byte[] name) {
    assertThat(QuotedName.unquote(QuotedName.quote(RawText.of(name))).bytes()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain.txt | plain.txt",
        "ünïcode | ünïcode",
        "a\"b | a\\\"b",
        "a\\b | a\\\\b",
        "tab\there | tab\\there",
        "a\u0001b | a\\x01b",
        "a\u007fb | a\\x7fb",
        "no\u00a0break | no\\u00a0break",
        "zero\u200bwidth | zero\\u200bwidth",
        "smile😀 | smile😀",
      })
  void namesAreQuotedAsGoQuotesThem(String name, String quoted) {
    assertThat(QuotedName.quote(RawText.of(name))).isEqualTo(quoted);
    assertThat(QuotedName.unquote(quoted).text()).isEqualTo(name);
  }

  @Test
  void bytesThatAreNoTextAreKept() {
    byte[] name = {'a', (byte) 0xff, (byte) 0xc3, 'b', (byte) 0xed, (byte) 0xa0, (byte) 0x80};

    assertThat(QuotedName.quote(RawText.of(name))).isEqualTo("a\\xff\\xc3b\\xed\\xa0\\x80");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "\\x1", "\\xzz", "\\u12", "\\q", "a\"b", "\\400", "\\ud800"})
  void whatGoWouldNotReadIsRefused(String quoted) {
    assertThatThrownBy(() -> QuotedName.unquote(quoted)).isInstanceOf(FormatException.class);
  }
}
