package io.snapfleet.vault.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeFormatTest {
  private static final String HEX =
      "50f77b3b4291e8411a027b9f9b9e64658181cc676ce6ba9958b95f268cb1109d";

  @Property(tries = 300)
  void nodesComeBackInWhateverZoneTheyAreWritten(@ForAll("nodes") Node node) {
    byte[] tree = TreeWriter.write(List.of(node), ZoneId.of("Asia/Kolkata"));

    assertThat(TreeReader.read(tree)).containsExactly(node);
  }

  @Provide
  Arbitrary<Node> nodes() {
    Arbitrary<RawText> names =
        Arbitraries.bytes()
            .filter(b -> b != 0 && b != '/')
            .array(byte[].class)
            .ofMinSize(3)
            .ofMaxSize(30)
            .map(RawText::of);
    Arbitrary<Instant> moments =
        Arbitraries.longs().between(0, 4_000_000_000L).map(s -> Instant.ofEpochSecond(s, s % 1000));
    Arbitrary<List<ExtendedAttribute>> attributes =
        Combinators.combine(Arbitraries.strings().ofMinLength(1), names)
            .as(ExtendedAttribute::new)
            .list()
            .ofMaxSize(3);
    return Combinators.combine(
            names, moments, attributes, Arbitraries.longs().greaterOrEqual(0), names)
        .as(
            (name, moment, xattrs, number, target) ->
                new NodeBuilder(name, NodeKind.SYMLINK)
                    .mode(number.intValue())
                    .times(moment, moment.plusNanos(1), moment)
                    .owner(number.intValue(), "own<er>")
                    .group(~number.intValue(), "")
                    .inode(~number)
                    .deviceId(number)
                    .size(number)
                    .links(number)
                    .linkTarget(target)
                    .attributes(xattrs)
                    .content(number % 2 == 0 ? null : IdList.of(Id.parse(HEX), Id.parse(HEX)))
                    .build());
  }

  @Test
  void aTreeIsWrittenByteForByteAsGoWritesIt() {
    Instant moment = Instant.parse("2014-12-06T16:50:23.34513538Z");
    Node node =
        new NodeBuilder(RawText.of("a<b>&\"c"), NodeKind.FILE)
            .mode(0644)
            .times(moment, moment, moment)
            .owner(1000, "fd0")
            .group(100, "")
            .inode(416863351)
            .size(1234)
            .links(1)
            .attributes(List.of(new ExtendedAttribute("user.x", RawText.of("y"))))
            .content(IdList.of(Id.parse(HEX)))
            .build();

    byte[] tree = TreeWriter.write(List.of(node), ZoneOffset.ofHours(1));

    String time = "2014-12-06T17:50:23.34513538+01:00";
    assertThat(new String(tree, UTF_8))
        .isEqualTo(
            "{\"nodes\":[{\"name\":\"a\\u003cb\\u003e\\u0026\\\\\\\"c\",\"type\":\"file\","
                + "\"mode\":420,\"mtime\":\"%s\",\"atime\":\"%s\",\"ctime\":\"%s\","
                    .formatted(time, time, time)
                + "\"uid\":1000,\"gid\":100,\"user\":\"fd0\",\"inode\":416863351,\"size\":1234,"
                + "\"links\":1,\"extended_attributes\":[{\"name\":\"user.x\",\"value\":\"eQ==\"}],"
                + "\"content\":[\""
                + HEX
                + "\"]}]}\n");
  }

  @Test
  void fieldsOfNewerProgramsArePassedOver() {
    String tree =
        """
        {"new":{"deep":[1,2.5e3,null,true]},"nodes":[{"name":"a","type":"file","mode":420,
         "later":"x","mtime":"2020-01-01T00:00:00Z","content":[]}],"after":[]}
        """;

    assertThat(TreeReader.read(tree.getBytes(UTF_8)))
        .singleElement()
        .satisfies(node -> assertThat(node.content()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "", "a/b", "/etc/passwd", "a\\\\x00b"})
  void namesThatWouldLeadElsewhereAreRefused(String name) {
    String tree = "{\"nodes\":[{\"name\":\"" + name + "\",\"type\":\"file\"}]}";

    assertThatThrownBy(() -> TreeReader.read(tree.getBytes(UTF_8)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("no file can have");
  }

  @Test
  void namesThatDoNotAscendAreRefused() {
    String tree = "{\"nodes\":[{\"name\":\"b\"},{\"name\":\"a\"}]}";

    assertThatThrownBy(() -> TreeReader.read(tree.getBytes(UTF_8)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("do not ascend");
  }
}
