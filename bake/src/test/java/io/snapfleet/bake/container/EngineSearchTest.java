package io.snapfleet.bake.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.template.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineSearchTest {
  @TempDir private Path programs;

  private EngineSearch search(String choice, boolean unifiedGroups) {
    Map<String, String> environment = new HashMap<>(Map.of("PATH", "/none:" + programs));
    if (!choice.isEmpty()) {
      environment.put(EngineSearch.CHOICE, choice);
    }
    return new EngineSearch(
        new Surroundings(Instant.EPOCH, UUID::randomUUID, programs, environment), unifiedGroups);
  }

  private void install(String... names) throws IOException {
    for (String name : names) {
      Path program = Files.createFile(programs.resolve(name));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void podmanComesBeforeDocker() throws IOException {
    install("docker");
    assertThat(search("", true).find().command()).containsExactly("docker");
    assertThat(search("", true).find().isPodman()).isFalse();
    install("podman");
    assertThat(search("", true).find().command()).containsExactly("podman");
  }

  @Test
  void podmanUsesRuncWhereControlGroupsAreOld() throws IOException {
    install("podman");
    assertThat(search("", false).find().command()).containsExactly("podman");
    install("runc");
    assertThat(search("", false).find().command()).containsExactly("podman", "--runtime", "runc");
    assertThat(search("", true).find().command()).containsExactly("podman");
  }

  @Test
  void theEnvironmentHasTheLastWord() throws IOException {
    install("podman", "docker", "podman-next");
    assertThat(search(" docker  --debug ", true).find().command())
        .containsExactly("docker", "--debug");
    ContainerEngine next = search("./podman-next", true).find();
    assertThat(next.name()).isEqualTo("podman-next");
    assertThat(next.isPodman()).isTrue();
  }

  @Test
  void whereThereIsNoneTheComplaintSaysWhatToDo() throws IOException {
    assertThat(search("", true).complaint().orElse(""))
        .isEqualTo(
            "builder docker needs podman or docker: install one, for example with apt-get install"
                + " podman");
    install("podman");
    assertThat(search("", true).complaint()).isEmpty();
    assertThatThrownBy(() -> search("nerdctl", true).find())
        .isInstanceOf(BuildException.class)
        .hasMessage(
            "builder docker needs podman or docker: SNAPFLEET_CONTAINER_ENGINE names nerdctl, which"
                + " is not there");
  }
}
