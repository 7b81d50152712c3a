package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The script {@code ./snapfleet}, in a source tree whose build is a few lines of shell. */
class LauncherTest {
  private static final String IMAGE =
      """
      mkdir -p cli/target/image/bin
      printf '#!/bin/sh\\necho "ran:$*"\\n' > cli/target/image/bin/snapfleet
      chmod +x cli/target/image/bin/snapfleet
      touch cli/target/image/stamp
      """;

  @TempDir private Path directory;
  private Path tree;
  private Path jdk;

  @BeforeEach
  void layOutASourceTree() throws IOException {
    tree = Files.createDirectories(directory.resolve("tree"));
    Files.createDirectories(tree.resolve("cli/src/main"));
    Files.createFile(tree.resolve("pom.xml"));
    Files.createFile(tree.resolve("cli/pom.xml"));
    Files.createDirectories(tree.resolve("build"));
    Files.copy(Path.of("../snapfleet"), tree.resolve("snapfleet"));
    Files.copy(Path.of("../build/find-jdk.sh"), tree.resolve("build/find-jdk.sh"));
    jdk = jdk("jdks", "25.0.3");
    build("echo \"$JAVA_HOME\" >> builds\n" + IMAGE);
  }

  @Test
  void theFirstRunBuildsAndTheSecondDoesNot() throws Exception {
    Said first = run("status", "--json");
    assertThat(first.output()).isEqualTo("ran:status --json\n");
    assertThat(first.errors()).contains("Building Snapfleet", "target/build.log").hasLineCount(1);
    assertThat(run("status")).isEqualTo(new Said(0, "ran:status\n", ""));
    assertThat(tree.resolve("builds")).hasContent(jdk.toString());
  }

  @Test
  void aNewerSourceBuildsAgain() throws Exception {
    run("status");
    Path source = Files.createFile(tree.resolve("cli/src/main/Main.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    run("status");
    assertThat(Files.readAllLines(tree.resolve("builds"))).hasSize(2);
  }

  @Test
  void itRunsThroughLinksFromAnywhere() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("tree/snapfleet"));
    Path linkToLink = Files.createSymbolicLink(directory.resolve("link2"), link);
    assertThat(start(Path.of("/"), Map.of(), linkToLink, "ls").said().output())
        .isEqualTo("ran:ls\n");
    assertThat(start(directory, Map.of(), Path.of("./link"), "ls").said().output())
        .isEqualTo("ran:ls\n");
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    build("echo b >> builds\nwhile [ ! -e go ]; do sleep 0.05; done\n" + IMAGE);
    Running first = start("one");
    await().until(() -> Files.exists(tree.resolve("builds")));
    Running second = start("two");
    Files.createFile(tree.resolve("go"));
    assertThat(first.said().output()).isEqualTo("ran:one\n");
    assertThat(second.said().output()).isEqualTo("ran:two\n");
    assertThat(Files.readAllLines(tree.resolve("builds"))).hasSize(1);
  }

  @Test
  void aFailedBuildNamesItsLogAndRunsNothing() throws Exception {
    build("echo 'cannot find symbol'; exit 1\n");
    Said said = start(tree, Map.of(), Path.of("./snapfleet"), "status").said();
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.output()).isEmpty();
    Path log = tree.toRealPath().resolve("target/build.log");
    assertThat(said.errors()).contains("error: the build failed", "where: " + log);
    assertThat(log).hasContent("cannot find symbol");
  }

  @Test
  void withoutAJdk25ItSaysWhatToInstall() throws Exception {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    Said said = run("status");
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.errors().lines())
        .first()
        .isEqualTo("error: Snapfleet needs a JDK 25 and there is none");
    assertThat(said.errors()).contains("fix: install one");
    var json = JsonMapper.shared().readTree(run("status", "--json").errors());
    assertThat(json.propertyNames()).containsExactly("error", "where", "fix", "exitCode");
  }

  @Test
  void aJdkThatOnlyBeginsWith25IsNone() throws Exception {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"250\"\n");
    assertThat(run("status").exitCode()).isEqualTo(1);
  }

  @Test
  void javaHomeComesFirstUnlessItIsAnother() throws Exception {
    Path chosen = jdk("elsewhere", "25");
    Path old = jdk("elsewhere", "17.0.15");
    start(tree, Map.of("JAVA_HOME", chosen.toString()), tree.resolve("snapfleet")).said();
    Files.delete(tree.resolve("cli/target/image/stamp"));
    start(tree, Map.of("JAVA_HOME", old.toString()), tree.resolve("snapfleet")).said();
    assertThat(Files.readAllLines(tree.resolve("builds")))
        .containsExactly(chosen.toString(), jdk.toString());
  }

  private Path jdk(String place, String version) throws IOException {
    Path home = directory.resolve(place + "/jdk-" + version);
    executable(Files.createDirectories(home.resolve("bin")).resolve("javac"), "");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private void build(String commands) throws IOException {
    executable(tree.resolve("mvnw"), "#!/bin/sh\n" + commands);
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Said run(String... arguments) throws Exception {
    return start(arguments).said();
  }

  private Running start(String... arguments) throws IOException {
    return start(directory, Map.of(), tree.resolve("snapfleet"), arguments);
  }

  /** The path has the tools of the system and no java but the one that may be in JAVA_HOME. */
  private Running start(Path from, Map<String, String> extra, Path script, String... arguments)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(script.toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(words).directory(from.toFile());
    process.environment().clear();
    process.environment().put("PATH", toolsWithoutJava().toString());
    process.environment().put("SNAPFLEET_JDK_DIRECTORIES", directory.resolve("jdks").toString());
    process.environment().putAll(extra);
    return new Running(process.start());
  }

  private Path toolsWithoutJava() throws IOException {
    Path tools = Files.createDirectories(directory.resolve("tools"));
    for (String tool :
        List.of("sh", "find", "flock", "mkdir", "chmod", "touch", "readlink", "sleep")) {
      Path link = tools.resolve(tool);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, Path.of("/usr/bin", tool));
      }
    }
    return tools;
  }

  /** What a process said until it ended. */
  private record Said(int exitCode, String output, String errors) {}

  private record Running(Process process) {
    Said said() throws IOException, InterruptedException {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return new Said(process.exitValue(), output, errors);
    }
  }
}
