package io.snapfleet.bake.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.Communicator;
import io.snapfleet.remote.OpenSshServer;
import io.snapfleet.remote.SshRemote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real OpenSSH server. */
class SshCommunicatorTest {
  @TempDir private static Path shared;
  private static final SshRemote REMOTE = new SshRemote();
  private static OpenSshServer server;

  @TempDir private Path directory;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private SshCommunicator machine;

  @BeforeAll
  static void start() {
    server = OpenSshServer.start(shared);
  }

  @AfterAll
  static void stop() {
    REMOTE.close();
    server.close();
  }

  @BeforeEach
  void connect() {
    machine = new SshCommunicator(REMOTE, server.target());
  }

  @AfterEach
  void close() {
    machine.close();
  }

  private int run(String line) {
    return machine.run(line, output::add, errors::add);
  }

  private static List<String> processes(String commandLine) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.endsWith(commandLine))
        .toList();
  }

  private Path written(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void aCommandGivesItsLinesAndItsStatus() {
    assertThat(
            run(
                "echo one; echo bad >&2; printf 'two\\r\\n'; printf '1%%\\r2%%\\n'; printf three; exit 7"))
        .isEqualTo(7);
    assertThat(output).containsExactly("one", "two", "2%", "three");
    assertThat(errors).containsExactly("bad");
  }

  @Test
  void aCommandHasNoInput() {
    assertThat(run("cat; echo done")).isZero();
    assertThat(output).containsExactly("done");
  }

  @Test
  void filesGoThereAndBack() throws IOException {
    Path there = directory.resolve("there");
    machine.upload(written("sent", "text"), there.toString());
    assertThat(there).hasContent("text");
    machine.download(there.toString(), directory.resolve("back"));
    assertThat(directory.resolve("back")).hasContent("text");
  }

  @Test
  void directoriesGoAsCopiesDo() throws IOException {
    written("tree/file", "text");
    Path tree = directory.resolve("tree");
    Path into = Files.createDirectory(directory.resolve("into"));
    machine.uploadDirectory(tree, into.toString(), false);
    machine.uploadDirectory(tree, directory.resolve("fresh").toString(), false);
    machine.uploadDirectory(tree, directory.resolve("content").toString(), true);
    assertThat(into.resolve("tree/file")).hasContent("text");
    assertThat(directory.resolve("fresh/file")).hasContent("text");
    assertThat(directory.resolve("content/file")).hasContent("text");

    machine.downloadDirectory(tree + "/", directory.resolve("back"));
    assertThat(directory.resolve("back/tree/file")).hasContent("text");
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> machine.download("/no/such", directory.resolve("x")))
        .isInstanceOf(BuildException.class)
        .hasMessageContaining("/no/such");
  }

  @Test
  void aConnectionThatBreaksIsToldAndMadeAnew() {
    CompletableFuture<Integer> status =
        CompletableFuture.supplyAsync(() -> run("echo begun; sleep 60"));
    await().atMost(60, TimeUnit.SECONDS).until(() -> output.contains("begun"));
    server.killConnections();
    assertThat(status).succeedsWithin(Duration.ofSeconds(60));
    assertThat(status.join()).isEqualTo(Communicator.DISCONNECTED);
    assertThat(run("echo again")).isZero();
    assertThat(output).containsExactly("begun", "again");
  }

  @Test
  void aConnectionThatBrokeMeanwhileIsMadeAnew() {
    assertThat(run("true")).isZero();
    server.killConnections();
    await().atMost(60, TimeUnit.SECONDS).until(() -> run("true") == 0);
  }

  @Test
  void aCommandIsInNoArgumentsAndStopsTheBuildWhenInterrupted() throws InterruptedException {
    String token = "T" + UUID.randomUUID().toString().replace('-', '_');
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    Thread running =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    run(
                        token
                            + "=1; sleep 61.7 & setsid sleep 61.7 & (sleep 61.7 &); echo begun; sleep 61.7");
                  } catch (BuildException stopped) {
                    thrown.add(stopped);
                  }
                });
    await().atMost(60, TimeUnit.SECONDS).until(() -> output.contains("begun"));
    assertThat(ProcessHandle.allProcesses().flatMap(one -> one.info().commandLine().stream()))
        .noneMatch(line -> line.contains(token));
    running.interrupt();
    assertThat(running.join(Duration.ofSeconds(60))).isTrue();
    assertThat(thrown).singleElement().extracting("message").isEqualTo("the build was stopped");
    assertThat(processes("sleep 61.7")).isEmpty();
  }
}
