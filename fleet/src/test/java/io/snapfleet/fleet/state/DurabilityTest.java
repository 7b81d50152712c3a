package io.snapfleet.fleet.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.JournalEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurabilityTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(ints = {1, 57, 400})
  void everyIntentThatWasReportedSurvivesTheKill(int killAfter) throws Exception {
    Process writer = ChildProgram.start(IntentWriterProgram.class, home.toString());
    List<Long> reported = readThenKill(writer, killAfter);

    assertThat(integrityCheck()).isEqualTo("ok");
    try (SqlStore store = ChildProgram.open(home);
        FleetLease next = store.acquire("blog", "the next command")) {
      assertThat(store.journal("op-1")).extracting(JournalEntry::sequence).containsAll(reported);
      assertThat(next.intend("op-1", "step", "call", "subject")).isGreaterThan(reported.getLast());
    }
  }

  /**
   * Reads on after the kill, since what is in the pipe was reported too. {@link
   * Process#destroyForcibly} would close the pipe.
   */
  private static List<Long> readThenKill(Process writer, int killAfter) throws Exception {
    List<Long> reported = new ArrayList<>();
    try (BufferedReader lines = writer.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reported.add(Long.valueOf(line));
        if (reported.size() == killAfter) {
          writer.toHandle().destroyForcibly();
        }
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    assertThat(reported).hasSizeGreaterThanOrEqualTo(killAfter);
    return reported;
  }

  private String integrityCheck() throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("state.db"));
        var statement = connection.createStatement();
        var answer = statement.executeQuery("PRAGMA integrity_check")) {
      return answer.getString(1);
    }
  }

  /** Writes intents without end and prints the number of each once it is committed. */
  static final class IntentWriterProgram {
    public static void main(String[] arguments) throws IOException {
      try (SqlStore store = ChildProgram.open(Path.of(arguments[0]));
          FleetLease lease = store.acquire("blog", "child")) {
        lease.begin(Samples.operation("op-1", "blog"));
        while (!System.out.checkError()) {
          System.out.println(lease.intend("op-1", "step", "compute.create", "web-1"));
        }
      }
    }
  }
}
