package io.snapfleet.devcloud.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.StringNode;

class FaultFileTest {
  @Test
  void rulesAreReadWithTheirDefaults() {
    Faults faults =
        FaultFile.parse(
            """
            {"seed": 7, "rules": [
              {"call": "POST /v2/droplets", "nth": 3, "fault": "drop-after"},
              {"call": "* /v2/**", "probability": 0.1, "fault": "status", "status": 429,
               "retry-after-seconds": 2},
              {"call": "GET /v2/droplets/*", "times": 4, "fault": "reply-field",
               "pointer": "/droplet/status", "value": "confused"},
              {"call": "GET /v2/actions/*", "fault": "latency", "milliseconds": 250}
            ]}
            """);

    assertThat(faults)
        .isEqualTo(
            new Faults(
                7,
                List.of(
                    FaultRule.nth(3, "POST /v2/droplets", new Fault.DropAfter()),
                    FaultRule.sometimes(
                        0.1, "* /v2/**", new Fault.Status(429, Duration.ofSeconds(2))),
                    new FaultRule(
                        "GET /v2/droplets/*",
                        1,
                        4,
                        1,
                        new Fault.ReplyField("/droplet/status", StringNode.valueOf("confused"))),
                    FaultRule.always(
                        "GET /v2/actions/*", new Fault.Latency(Duration.ofMillis(250))))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"rules": [{"fault": "drop-after"}]}                              | call is missing in a rule
          {"rules": [{"call": "POST /v2/x"}]}                               | fault is missing in POST /v2/x
          {"rules": [{"call": "POST /v2/x", "fault": "flood"}]}             | none that is known: flood
          {"rules": [{"call": "POST /v2/x", "fault": "latency"}]}           | milliseconds is missing
          {"rules": [{"call": "/v2/x", "fault": "hang", "milliseconds": 1}]}| not a method and a path
          {"rules": [{"call": "POST /v2/x", "fault": "drop-after", "nth": 0}]} | nth and times
          {"rulez": []}                                                     | rulez
          """)
  void aMistakeIsNamed(String text, String reason) {
    assertThatThrownBy(() -> FaultFile.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "POST /v2/droplets, POST, /v2/droplets, true",
    "POST /v2/droplets, GET, /v2/droplets, false",
    "POST /v2/droplets, POST, /v2/droplets/1, false",
    "POST /v2/droplets/*/actions, POST, /v2/droplets/1/actions, true",
    "GET /v2/**, GET, /v2/droplets/1/actions, true",
    "* /v2/droplets, DELETE, /v2/droplets, true",
  })
  void aRuleMatchesSegmentBySegment(String call, String method, String path, boolean matches) {
    assertThat(FaultRule.always(call, new Fault.DropAfter()).matches(method, path))
        .isEqualTo(matches);
  }
}
