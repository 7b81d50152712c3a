package io.snapfleet.bench.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bench.measure.MachineLoad;
import io.snapfleet.bench.measure.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  private static final Row.Peer PEER =
      new Row.Peer("bare engine", new Samples(List.of(0.5, 0.7, 0.6)));
  private static final Report REPORT =
      new Report(
          new MachineLoad(2, 0.25, 3.5),
          List.of(
              new Row("scale up", new Samples(List.of(0.9, 1.2, 0.8)), PEER, "1.5x"),
              new Row("snapshot set", new Samples(List.of(0.042)), null, "2 s")),
          new Requests(412, 3, 0.31));

  @Test
  void tableShowsMediansRatioGoalAndRange() {
    assertThat(REPORT.text())
        .isEqualTo(
            """
            WHAT          SNAPFLEET  PEER                RATIO  GOAL  RUNS  RANGE
            scale up      0.90 s     0.60 s bare engine  1.50x  1.5x  3     0.80 s to 1.20 s
            snapshot set  42 ms      -                   -      2 s   1     42 ms to 42 ms

            Requests while snapshot sets were taken: 412, of which 3 failed; the slowest took 0.31 s.
            2 processors; load average 0.3 before, 3.5 after. Times are medians.
            """);
  }

  @Test
  void dataHoldsEverySingleTime() {
    JsonNode data = JsonMapper.builder().build().readTree(REPORT.json());
    JsonNode row = data.path("rows").path(0);
    assertThat(row.path("seconds").valueStream().map(JsonNode::asDouble))
        .containsExactly(0.9, 1.2, 0.8);
    assertThat(row.path("peerSeconds")).hasSize(3);
    assertThat(row.path("ratio").asDouble()).isEqualTo(1.5);
    assertThat(data.path("rows").path(1).has("peer")).isFalse();
    assertThat(data.path("requestsDuringSnapshots").path("failed").asInt()).isEqualTo(3);
  }

  @Test
  void requestsOfSeveralRunsAddUpAndKeepTheSlowest() {
    Requests sum = new Requests(10, 1, 0.2).plus(new Requests(5, 0, 0.9));
    assertThat(sum).isEqualTo(new Requests(15, 1, 0.9));
  }
}
