package io.snapfleet.fleet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackupTest {
  private static final Backup.Detail DETAIL =
      new Backup.Detail("wordpress", "1", "6.1", Instant.EPOCH, List.of(), 54);

  @Test
  void countedTablesAreInTheOrderOfTheirNamesInEveryProcess() {
    Map<String, Long> rows =
        IntStream.range(0, 30)
            .mapToObj(number -> "table_" + number)
            .collect(Collectors.toMap(Function.identity(), name -> (long) name.length()));

    Map<String, Long> counted = DETAIL.counting(rows).rows();

    assertThat(counted.keySet()).containsExactlyElementsOf(new TreeMap<>(rows).keySet());
  }
}
