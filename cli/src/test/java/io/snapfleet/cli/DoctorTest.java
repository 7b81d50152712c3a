package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DoctorTest {
  @Test
  void theExitCodeSaysWhatTheReportSays() {
    Ran ran = Ran.command("doctor", "--json");
    JsonNode report = ran.outputJson();
    assertThat(ran.exitCode()).isEqualTo(report.get("ready").asBoolean() ? 0 : 1);
    assertThat(report.get("findings")).isNotEmpty();
    for (JsonNode finding : report.get("findings")) {
      assertThat(finding.propertyNames()).containsExactly("name", "status", "found", "fix");
      assertThat(finding.get("status").asString()).isIn("ok", "warning", "problem");
      assertThat(finding.get("fix").asString().isEmpty())
          .isEqualTo(finding.get("status").asString().equals("ok"));
    }
  }

  @Test
  void theReportForAPersonEndsWithTheVerdict() {
    Ran ran = Ran.command("doctor");
    assertThat(ran.output()).startsWith("STATUS").contains("podman");
    assertThat(ran.output().lines()).last().asString().startsWith("This computer can");
  }
}
