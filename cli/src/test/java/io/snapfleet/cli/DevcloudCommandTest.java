package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.devcloud.DevCloud;
import io.snapfleet.devcloud.DevCloudSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What keeps a devcloud from starting; that it runs, the end-to-end tests see. */
class DevcloudCommandTest {
  @TempDir Path directory;

  @Test
  void faultsThatMakeNoSenseAreBadInput() throws IOException {
    Path faults = directory.resolve("faults.json");
    Files.writeString(
        faults, "{\"rules\": [{\"call\": \"POST /v2/droplets\", \"fault\": \"flood\"}]}");

    Ran ran = start("--faults", faults.toString());

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errorJson().get("error").asString()).contains("none that is known: flood");
    assertThat(ran.errorJson().get("where").asString()).isEqualTo(faults.toString());
  }

  @Test
  void aLimitOfNoDropletsIsBadInput() {
    Ran ran = start("--droplet-limit", "0");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errorJson().get("error").asString()).isEqualTo("0 is not a number of droplets");
  }

  @Test
  void aNumberThatIsNoPortIsBadInput() {
    Ran ran = Ran.command("devcloud", "start", "--json", "--port=99999");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errorJson().get("where").asString()).isEqualTo("--port");
  }

  @Test
  void noCallsAnHourIsBadInput() {
    Ran ran = start("--calls-per-hour", "-1");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errorJson().get("where").asString()).isEqualTo("--calls-per-hour");
    assertThat(ran.errorJson().get("error").asString()).isEqualTo("-1 is not a number of calls");
  }

  @Test
  void anUnknownOptionOfTheLocalProviderIsBadInput() {
    Ran ran = start("--machines", "local", "--local", "mirorr=http://localhost");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errorJson().get("error").asString()).contains("did you mean mirror?");
  }

  @Test
  void aStateDirectoryOrAPortThatIsTakenIsSaidToBe() {
    Path state = directory.resolve("state");
    try (DevCloud other = DevCloud.start(DevCloudSettings.in(state))) {
      Ran taken = start();
      assertThat(taken.exitCode()).isEqualTo(1);
      assertThat(taken.errorJson().get("error").asString()).contains("another devcloud");

      Ran port =
          Ran.command(
              "devcloud",
              "start",
              "--json",
              "--no-ssh",
              "--port=" + other.endpoint().getPort(),
              "--state=" + directory.resolve("second"));
      assertThat(port.exitCode()).isEqualTo(1);
      assertThat(port.errorJson().get("error").asString()).contains("nothing can listen on");
    }
  }

  private Ran start(String... more) {
    String[] arguments = {
      "devcloud", "start", "--json", "--port=0", "--no-ssh", "--state=" + directory.resolve("state")
    };
    return Ran.command(
        Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new));
  }
}
