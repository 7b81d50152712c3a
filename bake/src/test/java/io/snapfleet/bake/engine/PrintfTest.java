package io.snapfleet.bake.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packer prints the same of the same formats and values. */
class PrintfTest {
  private static String printed(String arguments) {
    return GoTemplate.parse("{{printf " + arguments + "}}", Functions.builtIn())
        .render(Data.of(Map.of("b", "y", "a", "x")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '@',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "`%*d|%-*d|%*d|%0*d` 5 3 5 3 -5 3 -5 3 =>     3|3    |3    |3    ",
        "`%.*f|%*.*f|%.*d` 1 2.5 7 2 2.125 2 5 => 2.5|   2.12|05",
        "`%*d|%*d|%.*d|%.*d` `a` 3 1000001 3 -1 3 `a` 3 =>"
            + " %!(BADWIDTH)3|%!(BADWIDTH)3|%!(BADPREC)3|%!(BADPREC)3",
        "`%*c` (index \"\\x03\" 0) 65 =>   A",
        "`%*d|%*` 5 => %!d(MISSING)|%!(BADWIDTH)%!(NOVERB)",
      })
  void sizesComeFromArguments(String arguments, String printed) {
    assertThat(printed(arguments)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '@',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "`%[2]d %[1]d` 1 2 => 2 1",
        "`%[1]d %d %[1]*d` 3 4 => 3 4   4",
        "`%[3]*.[2]*[1]f` 12.0 2 6 =>  12.00",
        "`%[5]d|%[0]d|%[x]d|%[-1]d|%[]d|%[1 ]d|%d` 1 2 =>"
            + " %!d(BADINDEX)|%!d(BADINDEX)|%!d(BADINDEX)|%!d(BADINDEX)|%!d(BADINDEX)|%!d(BADINDEX)"
            + "|1",
        "`%[1]3d|%[1].2d|%.[1]2d` 1 => %!d(BADINDEX)|%!d(BADINDEX)|01",
        "`%[1` 1 => %!(NOVERB)",
        "`%[]` 1 => %!](BADINDEX)",
        "`%[2]` 1 2 => %!(NOVERB)",
        "`%[99999999999][2]d|%d` 1 2 => %!d(BADINDEX)|2",
      })
  void argumentsAreTakenByTheirNumber(String arguments, String printed) {
    assertThat(printed(arguments)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '@',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "`%d%%%5%%s%` 1 => 1%%%!s(MISSING)%!(NOVERB)",
        "`%5.3` 1 => %!(NOVERB)%!(EXTRA int=1)",
        "`%.` 1 => %!.(int=1)",
        "`%!|%é|%-|%z` 1 2 3 4 => %!!(int=1)|%!é(int=2)|%!|(int=3)%!z(int=4)",
        "`%9999999999d|%d` 1 2 => %!(NOVERB)%!(EXTRA int=1, int=2)",
        "`%d %d` 1 => 1 %!d(MISSING)",
        "`x` 1 nil `a` 1.5 => x%!(EXTRA int=1, <nil>, string=a, float64=1.5)",
        "`%d %x` `hi` true => %!d(string=hi) %!x(bool=true)",
        "`%5.1d|%+s|% z|%05t` `hello` 5 5 7 => %!d(string=    h)|%!s(int=+5)|%!z(int="
            + " 5)|%!t(int=00007)",
        "`%w|%+w|%#w|%p|%#p` `a` 5 1.0 5 `a` =>"
            + " %!w(string=a)|%!w(int=+5)|%!w(float64=1.00000)|%!p(int=5)|%!p(string=a)",
        "`%v %T %5v|%d %s %p %w` nil nil nil nil nil nil nil => <nil> <nil> <nil>|%!d(<nil>)"
            + " %!s(<nil>) %!p(<nil>) %!w(<nil>)",
      })
  void mistakesAreToldInTheText(String arguments, String printed) {
    assertThat(printed(arguments)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '@',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "`%t|%7v|%-7t|%.1t` true true false true => true|   true|false  |true",
        "`%b %#b %o %#o %O %#O %x %#x %#X %#.0o|` 5 5 8 8 8 8 255 255 255 0 => 101 0b101 10"
            + " 010 0o10 0o010 ff 0xff 0XFF |",
        "`%#08x|%08b|%#6x|%-#6x|%+#x|% x|%.4x|%#x` 255 5 255 255 255 255 255 -255 =>"
            + " 0x000000ff|00000101|  0xff|0xff  |+0xff| ff|00ff|-0xff",
        "`%d %b %v` -9223372036854775808 -9223372036854775808 9223372036854775807 =>"
            + " -9223372036854775808"
            + " -1000000000000000000000000000000000000000000000000000000000000000"
            + " 9223372036854775807",
        "`%d %v %#v %x %c %q %T %08b %#5v` (index `a` 0) (index `a` 0) (index `a` 0) (index"
            + " `a` 0) (index `a` 0) (index `a` 0) (index `a` 0) (index `a` 0) (index `a` 0) => 97"
            + " 97 0x61 61 a 'a' uint8 01100001  0x61",
        "`%#v %#v %#v %#v %#v %#v|%#5v` `a\"b` 5 1.5 true 1i nil 7 => \"a\\\"b\" 5 1.5 true"
            + " (0+1i) <nil>|    7",
        "`%.3T|%8T|%-8T|` 1.5 1 1 => flo|     int|int     |",
      })
  void truthsAndWholeNumbers(String arguments, String printed) {
    assertThat(printed(arguments)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '@',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "`%c|%5c|%05c|%q|%+q|%#q|%5q|%q|%c` 233 65 65 233 233 65 39 55296 -1 => é|   "
            + " A|0000A|'é'|'\\u00e9'|'A'| '\\''|'�'|�",
        "`%q%q%q` 10 1114112 34 => '\\n''�''\"'",
        "`%U|%#U|%8U|%.6U|%#U|%-9U|%U` 233 233 233 233 10 233 -1 => U+00E9|U+00E9 'é'| "
            + " U+00E9|U+0000E9|U+000A|U+00E9   |U+FFFFFFFFFFFFFFFF",
      })
  void characters(String arguments, String printed) {
    assertThat(printed(arguments)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '@',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "`%g|%e|%.3e|%G|%.0f|%F|%6.1f|%+g` 1e21 1e21 1.0 1e-10 2.5 1.5 9.96 1.0 =>"
            + " 1e+21|1.000000e+21|1.000e+00|1E-10|2|1.500000|  10.0|+1",
        "`%x %X %.2x %.0x %20x %x %x %.14x %.1x` 3.14 3.14 3.14 1.5 1.0 0.0 5e-324 1.0 1.99"
            + " => 0x1.91eb851eb851fp+01 0X1.91EB851EB851FP+01 0x1.92p+01 0x1p+01             "
            + " 0x1p+00 0x0p+00 0x1p-1074 0x1.00000000000000p+00 0x1.0p+01",
        "`%b %b %b %b` 1.0 0.0 5e-324 1e300 => 4503599627370496p-52 0p-1074 1p-1074"
            + " 6724873095247260p+944",
        "`%#g|%#g|%#.3g|%#e|%#.0f|%#.0e|%#x|%#X|%#v|%#G|%#g|%#b` 1.0 0.0 1.0 1.0 5.0 5.0 1.0"
            + " 1.0 1.0 1e20 123456789.0 1.0 =>"
            + " 1.00000|0.00000|1.00|1.000000e+00|5.|5.e+00|0x1.0000p+00|0X1.P+00|1|1.00000E+20|1.2"
            + "3456789e+08|4503599627370496p-52",
        "`%+#.3g|%#08.3g|%# g|%-#9.2g|% .1f|%+08.1f` 1.5 1.5 1.5 1.5 1.5 1.5 =>"
            + " +1.50|00001.50| 1.50000|1.5      | 1.5|+00001.5",
        "`%v|%.2f|%+v|%8.1f|%x|%b|%#g|%d|%08.1f|% e` 1-2i 1-2i 1i 1i 1i 1i 1i 1i 1i 1i =>"
            + " (1-2i)|(1.00-2.00i)|(0+1i)|(     0.0   "
            + " +1.0i)|(0x0p+00+0x1p+00i)|(0p-1074+4503599627370496p-52i)|(0.00000+1.00000i)|%!d(co"
            + "mplex128=(0+1i))|(000000.0+00001.0i)|( 0.000000e+00+1.000000e+00i)",
      })
  void fractions(String arguments, String printed) {
    assertThat(printed(arguments)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '@',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "`%x|% x|%#x|%# x|%X|% X|%# X|%.1x|%6x|%06x|%-6x|` `é` `é` `é` `é` `é` `é` `é` `é`"
            + " `é` `é` `é` => c3a9|c3 a9|0xc3a9|0xc3 0xa9|C3A9|C3 A9|0XC3 0XA9|c3| "
            + " c3a9|00c3a9|c3a9  |",
        "`%x|% #x|%5x|` `` `` `` => ||     |",
        "`%q %+q %#q %#q %.1q %6q %06q` `é\"` `é😀` `é` \"a\\n\" `ab` `a` `a` => \"é\\\"\""
            + " \"\\u00e9\\U0001f600\" `é` \"a\\n\" \"a\"    \"a\" 000\"a\"",
        "`%q %#q %#q` \"\\x00\\x07\\b\\f\\n\\r\\t\\v\\x7f\\u00a0\\u2028\\U0010ffff'\\\\\""
            + " \"\\t\" \"\\ufeff\" =>"
            + " \"\\x00\\a\\b\\f\\n\\r\\t\\v\\x7f\\u00a0\\u2028\\U0010ffff'\\\\\" `	` \"\\ufeff\"",
        "`%+v|%#v|%v|%+s|%05s|%-05s|%.2s|%.0s|% s` `a` `a` `a` `a` `a` `a` `éàb` `a` `a` =>"
            + " a|\"a\"|a|a|0000a|a    |éà||a",
      })
  void texts(String arguments, String printed) {
    assertThat(printed(arguments)).isEqualTo(printed);
  }

  @Test
  void maps() {
    assertThat(printed("`%v|%q|%#v|%3.1v|%d` . . . . ."))
        .isEqualTo(
            "map[a:x b:y]|map[\"a\":\"x\" \"b\":\"y\"]"
                + "|map[interface {}]interface {}{\"a\":\"x\", \"b\":\"y\"}|map[  a:  x   b:  y]"
                + "|map[%!d(string=a):%!d(string=x) %!d(string=b):%!d(string=y)]");
    assertThat(printed("`%T|%w` . .")).endsWith("|%!w(map[interface {}]interface {}=map[a:x b:y])");
    assertThat(printed("`%p %#p` . .")).matches("0xc0[0-9a-f]{8} c0[0-9a-f]{8}");
  }

  @Test
  void manyDigitsAreZeros() {
    assertThat(printed("`%.9999999f` 1.5")).hasSize(10_000_001).startsWith("1.500");
    assertThat(printed("`%.9999999e` 1.5")).hasSize(10_000_005).endsWith("00e+00");
    assertThat(printed("`%.1075f` 5e-324")).endsWith("6250");
  }

  @Property
  void anArgumentIsFoundByItsNumber(@ForAll @IntRange(min = 1, max = 4) int number) {
    assertThat(printed("`%[" + number + "]s` `a` `b` `c` `d`"))
        .isEqualTo("abcd".substring(number - 1, number));
  }

  @Property
  void binaryFractionsAreExact(
      @ForAll @DoubleRange(min = 0, max = Double.MAX_VALUE) double number) {
    String[] parts = BinaryFraction.whole(number).split("p", 2);
    assertThat(Math.scalb((double) Long.parseLong(parts[0]), Integer.parseInt(parts[1])))
        .isEqualTo(number);
    assertThat(Double.parseDouble(BinaryFraction.hexadecimal(number, -1))).isEqualTo(number);
  }
}
