package io.snapfleet.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all scripts share, run for real in bash. */
class PreludeTest {
  @TempDir Path directory;

  @Test
  void lastLineIsTheReasonGiven() throws Exception {
    assertThat(run("echo before; fail the disk is full; echo after"))
        .isEqualTo("before\nthe disk is full\nstatus 99\n");
  }

  @Test
  void reasonGivenInsideASubstitutionIsNotTalkedOver() throws Exception {
    assertThat(run("ask() { fail nobody answers; }; answer=$(ask); echo \"$answer\""))
        .isEqualTo("nobody answers\nstatus 99\n");
  }

  @Test
  void commandThatFailsIsNamedWithoutItsArguments() throws Exception {
    assertThat(run("grep hunter2 /nonexistent 2>/dev/null"))
        .startsWith("grep failed with status 2 at line ")
        .doesNotContain("hunter2");
  }

  @Test
  void unsetVariableEndsTheScript() throws Exception {
    assertThat(run("echo \"$ADDRESS\"; echo after")).contains("ADDRESS").doesNotContain("after");
  }

  @Test
  void fileThatIsAlreadyAsGivenIsNoChange() throws Exception {
    Path file = directory.resolve("deep/config");
    String write = "write_file %s 640 $(id -un):$(id -gn) <<<text; echo $CHANGED".formatted(file);
    assertThat(run(write)).isEqualTo("yes\nstatus 0\n");
    assertThat(run(write)).isEqualTo("no\nstatus 0\n");
    assertThat(Files.readString(file)).isEqualTo("text\n");
    assertThat(Files.list(file.getParent())).hasSize(1);
  }

  @Test
  void anotherTextAnotherModeAndAnEmptyLineAtTheEndAreChanges() throws Exception {
    Path file = directory.resolve("config");
    String write = "write_file %s %s $(id -un):$(id -gn) <<<%s; echo $CHANGED";
    for (String given : List.of("640 text", "640 more", "600 more", "600 $'more\\n'")) {
      String[] words = given.split(" ");
      assertThat(run(write.formatted(file, words[0], words[1]))).isEqualTo("yes\nstatus 0\n");
      assertThat(run(write.formatted(file, words[0], words[1]))).isEqualTo("no\nstatus 0\n");
    }
    assertThat(Files.readString(file)).isEqualTo("more\n\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void kindOfSourceIsToldByItsContent() throws Exception {
    Path archive = Files.writeString(directory.resolve("source"), "PK\3\4");
    assertThat(run("SOURCE=%s; source_kind".formatted(archive))).startsWith("zip\n");
    assertThat(run("SOURCE=%s; source_kind".formatted(directory))).startsWith("directory\n");
  }

  @Test
  void aptThatDoesNotEndIsEnded() throws Exception {
    Path apt = Files.writeString(directory.resolve("apt-get"), "#!/bin/sh\nexec sleep 60\n");
    Files.setPosixFilePermissions(apt, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(
            run(
                "PATH=%s:$PATH APT_UPDATE_SECONDS=1; apt_update -o Some=thing || echo again"
                    .formatted(directory)))
        .isEqualTo("apt-get update did not end within 1 s\nagain\nstatus 0\n");
  }

  private static String run(String script) throws IOException, InterruptedException {
    String prelude = ResourceFiles.SHIPPED.read("prelude.sh").orElseThrow();
    Process bash = new ProcessBuilder("bash").redirectErrorStream(true).start();
    try (var input = bash.getOutputStream()) {
      input.write((prelude + script + "\n").getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output + "status " + bash.waitFor() + "\n";
  }
}
