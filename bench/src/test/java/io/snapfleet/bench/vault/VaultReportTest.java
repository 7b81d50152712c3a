package io.snapfleet.bench.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bench.measure.MachineLoad;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VaultReportTest {
  @TempDir Path home;

  @Test
  void tableHoldsTheGoalsOnlyAgainstThePeersTheyAreSetAgainst() {
    assertThat(report().text())
        .contains("first      snapfleet       3.00 s")
        .contains("first      restic 0.14.0   12.00 s")
        .containsPattern("restic 0\\.18\\.0 .*0\\.30x +0\\.50x met +1\\.00x")
        .containsPattern("borg 1\\.2\\.4 lz4 .*1\\.50x +1\\.00x missed +1\\.00x")
        .containsPattern("restic 0\\.14\\.0 .*0\\.25x +1\\.00x\n");
  }

  @Test
  void dataHoldsEverySingleRun() {
    JsonNode rows = JsonMapper.builder().build().readTree(report().json()).path("rows");
    assertThat(rows).hasSize(4);
    assertThat(rows.path(1).path("runs")).hasSize(3);
    assertThat(rows.path(1).path("runs").path(0).path("seconds").asDouble()).isEqualTo(10.0);
    assertThat(rows.path(1).path("goal").asDouble()).isEqualTo(0.5);
    assertThat(rows.path(3).has("goal")).isFalse();
  }

  private VaultReport report() {
    Input tree = TreeInput.make(home, 0.001);
    return new VaultReport(
        new MachineLoad(2, 0, 0),
        List.of("a tree"),
        List.of(
            figures(tree, new SnapfleetVault(Path.of("snapfleet")), 3),
            figures(tree, new Restic("restic", "0.18.0"), 10),
            figures(tree, new Borg("1.2.4", "lz4"), 2),
            figures(tree, new Restic("restic", "0.14.0"), 12)));
  }

  private static Figures figures(Input input, BackupProgram program, double seconds) {
    List<Cost> costs = new ArrayList<>();
    for (double other : new double[] {seconds, seconds + 1, seconds - 1}) {
      costs.add(new Cost(other, 2 * other, 50_000_000));
    }
    return new Figures(input, Operation.FIRST, program, costs, List.of(1L << 20, 1L << 20));
  }
}
