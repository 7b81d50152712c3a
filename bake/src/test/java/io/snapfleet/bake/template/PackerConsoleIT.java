package io.snapfleet.bake.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.engine.Data;
import io.snapfleet.bake.engine.Functions;
import io.snapfleet.bake.engine.GoLayout;
import io.snapfleet.bake.engine.GoTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Packer's console renders the same actions. A run of it is given many. */
class PackerConsoleIT {
  private final Functions functions =
      Functions.builtIn()
          .with(
              new CommonFunctions(
                      Verdicts.surroundings(), Path.of("good-smallest.json"), new RunTexts())
                  .all()
                  .toList());

  @Property(tries = 20)
  void theSameActionsGiveTheSameText(
      @ForAll @Size(min = 100, max = 100) List<@From("actions") String> actions) throws Exception {
    String all = String.join("|", actions);
    assertThat(packer(all)).isEqualTo(GoTemplate.parse(all, functions).render(Data.none()));
  }

  /** Packer tells its own time along with what it makes of it. */
  @Property(tries = 20)
  void theSameLayoutsGiveTheSameTimes(
      @ForAll @Size(min = 50, max = 50) List<@From("layouts") String> layouts) throws Exception {
    String all =
        layouts.stream()
            .map("{{isotime `%s`}}"::formatted)
            .collect(Collectors.joining("|", "{{timestamp}}|", ""));
    String[] printed = packer(all).split("\\|", 2);
    Instant moment = Instant.ofEpochSecond(Long.parseLong(printed[0]));
    assertThat(printed[1])
        .isEqualTo(
            layouts.stream()
                .map(layout -> GoLayout.format(moment, layout))
                .collect(Collectors.joining("|")));
  }

  /** The console prints what the last of its lines gives. */
  private static String packer(String actions) throws IOException, InterruptedException {
    Process console =
        new ProcessBuilder("packer", "console", "good-smallest.json")
            .directory(Verdicts.FOLDER.toFile())
            .redirectErrorStream(true)
            .start();
    try (Writer input = console.outputWriter(StandardCharsets.UTF_8)) {
      input.write("<" + actions + ">\n");
    }
    String printed;
    try (InputStream output = console.getInputStream()) {
      printed = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    assertThat(console.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return printed.replaceFirst("^<", "").replaceFirst(">$", "");
  }

  /** Pieces that mean something, and such that only look like it; no fractions of seconds. */
  @Provide
  Arbitrary<String> layouts() {
    return Arbitraries.of(
            "Jan", "January", "Mon", "Monday", "MST", "01", "02", "03", "04", "05", "06", "002",
            "2006", "15", "PM", "pm", "1", "2", "3", "4", "5", "_2", "__2", "_2006", "Z07:00",
            "Z0700", "-0700", "-07:00", "-07", "-", ":", "T", "Z", "0", "6", "x", "u", "_", " ")
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(pieces -> String.join("", pieces));
  }

  private static Arbitrary<String> directive(String verbs) {
    return Combinators.combine(
            Arbitraries.strings().withChars("-+# 0").ofMaxLength(3),
            Arbitraries.of("", "1", "9", "14", "[1]", "[2]", "[9]"),
            Arbitraries.of("", ".", ".0", ".1", ".3", ".8", ".20"),
            Arbitraries.of(verbs.codePoints().mapToObj(Character::toString).toList()))
        .as("%%%s%s%s%s"::formatted);
  }

  /** Formats that may go wrong in any way, each with some values. */
  private static Arbitrary<String> anyPrintf() {
    Arbitrary<String> piece =
        Combinators.combine(
                directive("vbcdoOqxXUeEfFgGstTpwyé!.%*["),
                Arbitraries.of("", " ", "%", "*", "%*", "%.*", "%[3]", "%[3]*.[1]*", "%[x]", "]"))
            .as(String::concat);
    Arbitrary<String> value =
        Arbitraries.oneOf(
            numbers(),
            fractions(),
            anyText(),
            Arbitraries.of("true", "nil", ".X", "(index `é` 0)", "\"\\x00\\n\\\"😀\"", "-3", "8"));
    return Combinators.combine(piece.list().ofMaxSize(3), value.list().ofMaxSize(4))
        .as(
            (pieces, values) ->
                "{{printf `%s` %s}}".formatted(String.join("", pieces), String.join(" ", values)));
  }

  private static Arbitrary<String> fractions() {
    return Combinators.combine(
            Arbitraries.of("", "-"),
            Arbitraries.integers().between(0, 99),
            Arbitraries.integers().between(0, 9999),
            Arbitraries.integers().between(-12, 25))
        .as("%s%d.%de%d"::formatted);
  }

  private static Arbitrary<String> anyText() {
    return Arbitraries.strings()
        .withChars("<>&='\"/ a+~*é\u2028")
        .ofMaxLength(8)
        .map(one -> "`" + one + "`");
  }

  private static Arbitrary<String> numbers() {
    return Arbitraries.of(
        "'a'", "'é'", "'\\''", "'\\x41'", "0x1F", "0b11", "0o17", "017", "1_000", ".5", "5.",
        "0x1p-2", "1i", "-1.5i", "1-2i", "1e3i", "09e1", "1_0.5", "-0", "+7");
  }

  @Provide
  Arbitrary<String> actions() {
    Arbitrary<String> text =
        Arbitraries.strings().withChars("abAB-_ %é").ofMaxLength(6).map(one -> "`" + one + "`");
    Arbitrary<Integer> number = Arbitraries.integers().between(-3, 12);
    return Arbitraries.oneOf(
        text.map("{{upper %s}}"::formatted),
        text.map("{{%s | lower | len}}"::formatted),
        Combinators.combine(text, text, number, text).as("{{replace %s %s %d %s}}"::formatted),
        Combinators.combine(text, text, text).as("{{replace_all %s %s %s}}"::formatted),
        Combinators.combine(text, text).as("{{if eq %s %s}}same{{else}}other{{end}}"::formatted),
        Combinators.combine(text, text).as("{{or %s %s}}{{and `x` `y`}}"::formatted),
        Combinators.combine(number, number).as("{{if lt %d %d}}less{{end}} -"::formatted),
        Combinators.combine(text, number)
            .as("a {{- printf \"%%-8s|%%04d|%%v\" %s %d true -}} b"::formatted),
        Combinators.combine(text, text).as("{{print %s 1 2 %s}}"::formatted),
        Combinators.combine(directive("dboOxXcqUv"), number).as("{{printf \"%s\" %d}}"::formatted),
        Combinators.combine(directive("beEfFgGxXv"), fractions())
            .as("{{printf \"%s\" %s}}"::formatted),
        Combinators.combine(directive("sqxXv"), text).as("{{printf \"%s\" %s}}"::formatted),
        anyPrintf(),
        Combinators.combine(Arbitraries.of("html", "js", "urlquery"), anyText())
            .as("{{%s %s}}"::formatted),
        Combinators.combine(text, text, text)
            .as("{{$x := %s}}{{with %s}}{{$x = .}}{{else}}{{$x}}{{end}}{{print $x %s}}"::formatted),
        Combinators.combine(number, Arbitraries.integers().between(0, 4))
            .as("{{with slice `abcde` %2$d}}{{.}}{{len .}}{{index . 0}}{{end}}%1$d"::formatted),
        numbers().map("{{%s}}"::formatted),
        text.map("{{.Nothing}}{{/* %s */}}"::formatted));
  }
}
