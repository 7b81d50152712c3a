package io.snapfleet.bake.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepInputsTest {
  private static final String SHELL = "{\"type\": \"shell\", \"inline\": [\"true\"]}";

  @TempDir private Path directory;
  private String value = "1";

  private List<Fingerprint> prints(String... provisioners) {
    return new PrintedSteps(directory, Map.of())
        .of(
            "{\"variables\": {\"v\": \""
                + value
                + "\"}, \"builders\": [{\"type\": \"docker\", \"image\": \"x\","
                + " \"discard\": true}], \"provisioners\": ["
                + String.join(",", provisioners)
                + "]}");
  }

  @Test
  void eachStepHasAPrintThatDependsOnThoseBefore() {
    List<Fingerprint> prints = prints(SHELL, SHELL);
    assertThat(prints).hasSize(2).doesNotHaveDuplicates().isEqualTo(prints(SHELL, SHELL));
    String other = SHELL.replace("true", "false");
    assertThat(prints(other, SHELL)).doesNotContainAnyElementsOf(prints);
    assertThat(prints(SHELL, other).getFirst()).isEqualTo(prints.getFirst());
  }

  @Test
  void whatIsSentAndWhatIsPutInLaterCount() throws IOException {
    Path sent = Files.writeString(directory.resolve("sent"), "one");
    String file = "{\"type\": \"file\", \"source\": \"sent\", \"destination\": \"/x\"}";
    String script = "{\"type\": \"shell\", \"script\": \"sent\"}";
    String command =
        "{\"type\": \"shell\", \"inline\": [\"true\"],"
            + " \"execute_command\": \"{{user `v`}} {{.Vars}} {{.Path}}\"}";
    List<Fingerprint> before = prints(file, script, command);
    assertThat(before).hasSize(3);
    value = "2";
    List<Fingerprint> later = prints(file, script, command);
    assertThat(later.subList(0, 2)).isEqualTo(before.subList(0, 2));
    assertThat(later.getLast()).isNotEqualTo(before.getLast());
    Files.writeString(sent, "two");
    assertThat(prints(file, script, command)).doesNotContainAnyElementsOf(later);
  }

  @Test
  void theFirstStepThatDependsOnMoreIsTheEnd() throws IOException {
    Files.writeString(directory.resolve("made"), "");
    for (String more :
        List.of(
            "{\"type\": \"shell-local\", \"command\": \"true\"}",
            "{\"type\": \"shell\", \"inline\": [\"echo {{build `ID`}}\"]}",
            "{\"type\": \"shell\", \"inline\": [\"true\"], \"execute_command\": \"X={{uuid}} {{.Path}}\"}",
            "{\"type\": \"file\", \"source\": \"gone\", \"generated\": true, \"destination\": \"/x\"}",
            "{\"type\": \"file\", \"source\": \"/x\", \"destination\": \"made\","
                + " \"direction\": \"download\"}")) {
      assertThat(prints(SHELL, more, SHELL)).as(more).hasSize(1);
    }
  }
}
