package io.snapfleet.bench.bake;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bench.measure.MachineLoad;
import io.snapfleet.bench.measure.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BakeReportTest {
  private static final BakeReport REPORT =
      new BakeReport(
          new MachineLoad(2, 0.25, 3.5),
          List.of(
              new BakeReport.Row(
                  "cold",
                  new Samples(List.of(2.5, 3.5, 3.0)),
                  new Samples(List.of(6.0, 6.5, 5.0)),
                  "0.9x")),
          new BakeReport.Roll(3, "realistic", 71.25));

  @Test
  void tableShowsMediansRangesRatioAndGoal() {
    assertThat(REPORT.text())
        .isEqualTo(
            """
            BUILD  SNAPFLEET              PACKER                 RATIO  GOAL  RUNS
            cold   3.00 s (2.50 to 3.50)  6.00 s (5.00 to 6.50)  0.50x  0.9x  3

            Roll of 3 web machines, all at once: 71.3 s in a cloud that is realistic (goal: 90 s).
            2 processors; load average 0.3 before, 3.5 after. Times are medians.
            """);
  }

  @Test
  void dataHoldsEverySingleTime() {
    JsonNode row = JsonMapper.shared().readTree(REPORT.json()).path("rows").path(0);
    assertThat(row.path("snapfleet").path("seconds")).hasSize(3);
    assertThat(row.path("packer").path("seconds").path(2).asDouble()).isEqualTo(5.0);
  }
}
