package io.snapfleet.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private static final Tags TAGS =
      Tags.ofFleet("my_blog.example").with(Tags.TIER, "web").with("a.b_c-d", "_u._d");

  @Test
  void tagsHaveOnlyCharactersThatTheVendorAllowsAndComeBackAsTheyWere() {
    assertThat(Labels.encode(TAGS)).allMatch(tag -> tag.matches("[a-zA-Z0-9_:-]{1,255}"));
    assertThat(Labels.decode(Labels.encode(TAGS))).isEqualTo(TAGS);
    assertThat(Labels.ofText(Labels.text(TAGS))).isEqualTo(TAGS);
  }

  @Test
  void whatOthersPutOnADropletIsNoLabel() {
    assertThat(Labels.decode(List.of("prod", "Env:Prod", "a:b:c", ":", "x:", ":y")))
        .isEqualTo(new Tags(Map.of()));
  }

  @Test
  void dropletsTagsTellGroupAndSizeWithoutBecomingLabels() {
    List<String> tags = Labels.ofDroplet("web-1", TAGS.with(Tags.MACHINE, "web-1"), "small");

    assertThat(tags)
        .contains("snapfleet-group:my_ublog_dexample:web", "snapfleet-size:small")
        .contains("snapfleet-machine:");
    assertThat(Labels.ofDroplet("web-1", tags)).isEqualTo(TAGS.with(Tags.MACHINE, "web-1"));
    assertThat(Labels.size(tags)).hasValue("small");
    assertThat(Labels.tierOf("snapfleet-group:my_ublog_dexample:web")).hasValue("web");
  }

  @Test
  void machineLabelOfAnotherNameIsKeptAsItIs() {
    Tags tags = TAGS.with(Tags.MACHINE, "m-1");

    assertThat(Labels.ofDroplet("web-1", Labels.ofDroplet("web-1", tags, "small"))).isEqualTo(tags);
  }

  @Test
  void pairsArePackedIntoTagsOfAtMost255Characters() {
    Map<String, String> pairs =
        Map.of(
            "one",
            "a".repeat(63),
            "two",
            "b".repeat(63),
            "three",
            "c".repeat(63),
            "z",
            "_".repeat(63));
    List<String> packed = Labels.packed("snapfleet-about", pairs);

    assertThat(packed).hasSize(2).allMatch(tag -> tag.length() <= 255);
    assertThat(Labels.unpacked("snapfleet-about", packed)).isEqualTo(pairs);
  }

  @Test
  void labelThatCouldNotBeReadAgainIsRefused() {
    assertThatThrownBy(() -> Labels.check(new Tags(Map.of("a", "B c"))))
        .isInstanceOf(ProviderException.Permanent.class)
        .hasMessageContaining("a=B c");
  }
}
