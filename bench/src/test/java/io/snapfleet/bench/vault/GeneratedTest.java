package io.snapfleet.bench.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedTest {
  @TempDir Path directory;

  @Test
  void sameSeedGivesTheSameData() {
    assertThat(new Generated(7).text(1000)).isEqualTo(new Generated(7).text(1000));
    assertThat(new Generated(7).text(1000)).isNotEqualTo(new Generated(8).text(1000));
  }

  @Test
  void secondDaysDumpHasFewNewRowsAndAllOthersInOrder() throws Exception {
    SqlDump dump = new SqlDump(4 << 20);
    dump.writeFirstDay(directory.resolve("first"));
    dump.writeSecondDay(directory.resolve("second"));
    List<String> first = Files.readAllLines(directory.resolve("first"));
    List<String> second = Files.readAllLines(directory.resolve("second"));

    Set<String> old = new HashSet<>(first);
    List<String> kept = second.stream().filter(old::contains).toList();
    Set<String> stillThere = new HashSet<>(kept);
    assertThat(kept).isEqualTo(first.stream().filter(stillThere::contains).toList());
    double edited = 1 - (double) kept.size() / first.size();
    double inserted = (double) second.size() / first.size() - 1;
    assertThat(edited).isBetween(0.002, 0.009);
    assertThat(inserted).isBetween(0.001, 0.005);
  }

  @Test
  void updatedPageIsStillAPageAndMostlyTheSame() {
    byte[] before = DatabasePage.make(5);
    byte[] after = before.clone();
    DatabasePage.update(after, 1);
    int different = 0;
    for (int at = 0; at < before.length; at++) {
      different += before[at] == after[at] ? 0 : 1;
    }
    assertThat(different).isBetween(100, DatabasePage.BYTES / 3);
    assertThat(ByteBuffer.wrap(after).getLong()).isEqualTo(DatabasePage.MAGIC);
  }
}
