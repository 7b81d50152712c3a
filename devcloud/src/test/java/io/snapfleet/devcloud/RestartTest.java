package io.snapfleet.devcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RestartTest extends CloudTest {
  @Test
  void aNewDevcloudGoesOnWhereTheLastOneEnded() {
    String id = createDroplet("web-1");
    String token = cloud.token();
    close();

    open();
    clock.advance(BOOT);

    assertThat(cloud.token()).isEqualTo(token);
    assertThat(api.get("/v2/droplets/" + id).text("/droplet/status")).isEqualTo("active");
    assertThat(createDroplet("web-2")).isNotEqualTo(id);
  }

  @Test
  void aWriteThatWasCutOffIsAsIfNeverMade() throws IOException {
    createDroplet("web-1");
    close();
    Path journal = directory.resolve("journal.jsonl");
    Files.writeString(journal, "[{\"kind\":\"drop", StandardOpenOption.APPEND);

    open();

    assertThat(api.get("/v2/droplets").at("/meta/total").intValue()).isEqualTo(1);
    createDroplet("web-2");
    close();
    open();
    assertThat(api.get("/v2/droplets").at("/meta/total").intValue()).isEqualTo(2);
  }

  @Test
  void twoDevcloudsNeverShareADirectory() {
    assertThatThrownBy(() -> DevCloud.start(settings()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another devcloud is running on " + directory);
    assertThat(api.get("/v2/account").status()).isEqualTo(200);
  }

  @Test
  void aPortThatIsTakenLeavesTheDirectoryFree() {
    Path second = directory.resolve("second");
    DevCloudSettings taken = DevCloudSettings.in(second).withPort(cloud.endpoint().getPort());
    assertThatThrownBy(() -> DevCloud.start(taken)).hasMessageContaining("nothing can listen on");

    DevCloud.start(taken.withPort(0)).close();
    assertThat(api.get("/v2/account").status()).isEqualTo(200);
  }

  @Test
  void theRequestLogHasWhatWasAskedAndNoSecrets() throws IOException {
    String secret = "a-host-key-in-user-data";
    api.post("/v2/droplets", droplet("web-1").replace("}", ", \"user_data\": \"" + secret + "\"}"));
    api.get("/v2/droplets?name=web-1");
    close();

    List<String> lines = Files.readAllLines(directory.resolve("requests.jsonl"));
    JsonNode last = JsonMapper.shared().readTree(lines.getLast());
    assertThat(last.get("method").asString()).isEqualTo("GET");
    assertThat(last.get("path").asString()).isEqualTo("/v2/droplets");
    assertThat(last.get("query").asString()).isEqualTo("name=web-1");
    assertThat(last.get("status").intValue()).isEqualTo(200);
    assertThat(last.get("request_id").asString()).isNotBlank();
    assertThat(lines).hasSize(2).noneMatch(line -> line.contains(secret));
    assertThat(lines).noneMatch(line -> line.contains(cloud.token()));
    open();
    api.get("/v2/account");
  }
}
