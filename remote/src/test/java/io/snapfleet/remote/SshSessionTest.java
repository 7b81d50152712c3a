package io.snapfleet.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snapfleet.remote.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts and commands, against a real OpenSSH server. */
class SshSessionTest {
  @TempDir static Path serverDirectory;
  @TempDir Path directory;

  private static OpenSshServer server;
  private static SshRemote remote;
  private static RemoteSession session;

  @BeforeAll
  static void connect() {
    server = OpenSshServer.start(serverDirectory);
    remote = new SshRemote();
    session = remote.connect(server.target());
  }

  @AfterAll
  static void close() {
    session.close();
    session.close();
    remote.close();
    server.close();
  }

  private static ScriptResult pipe(String text, InputStream in, OutputStream out) {
    return session.pipe(
        new Script(
            "piped",
            text,
            Map.of("WORD", "it's"),
            Map.of("SECRET_KEY", new Secret("pssst")),
            Duration.ofSeconds(20)),
        in,
        out);
  }

  @Test
  void aPipedScriptHasAnInputAndAnOutputOfItsOwn() {
    byte[] bytes = new byte[3_000_000];
    new Random(1).nextBytes(bytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ScriptResult result =
        pipe(
            "printf '%s' \"$WORD\"\ncat\necho \"it knows $SECRET_KEY\" >&2\nexit 3\n",
            new ByteArrayInputStream(bytes), out);

    assertThat(result.exitStatus()).isEqualTo(3);
    assertThat(result.lastLine()).isEqualTo("it knows [redacted]");
    assertThat(Arrays.copyOf(out.toByteArray(), 4)).isEqualTo("it's".getBytes(UTF_8));
    assertThat(Arrays.copyOfRange(out.toByteArray(), 4, out.size())).isEqualTo(bytes);
  }

  @Test
  void aPipedScriptNeedNotReadItsInput() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThat(pipe("echo done", new ByteArrayInputStream(new byte[1 << 20]), out).exitStatus())
        .isZero();
    assertThat(out.toString(UTF_8)).isEqualTo("done\n");
  }

  @Test
  void anInputThatBreaksIsAnErrorThoughTheScriptTookItForTheEnd() {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream("half".getBytes(UTF_8)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the vault is gone");
              }
            });

    assertThatThrownBy(() -> pipe("cat", broken, OutputStream.nullOutputStream()))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("got only a part of its input: the vault is gone");
  }

  @Test
  void anOutputThatFailsEndsTheScript() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) {
            throw new IllegalStateException("no room");
          }
        };

    assertThatThrownBy(() -> pipe("yes", InputStream.nullInputStream(), full))
        .hasMessage("no room");
  }

  @Test
  void aPipedScriptIsStoppedAtItsDeadline() {
    Script script =
        new Script("slow", "echo begun >&2; sleep 60", Map.of(), Map.of(), Duration.ofMillis(300));

    assertThatThrownBy(
            () ->
                session.pipe(
                    script, InputStream.nullInputStream(), OutputStream.nullOutputStream()))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("did not end within 0.3 s and was stopped");
  }

  @Test
  void exitStatusAndMergedOutputInOrder() {
    ScriptResult result = run("echo one; echo two >&2; echo three; exit 7");
    assertThat(result.exitStatus()).isEqualTo(7);
    assertThat(result.output()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void theStatusOfTheLastCommandIsTheScripts() {
    assertThat(run("true\nfalse").exitStatus()).isEqualTo(1);
    assertThat(run("").exitStatus()).isZero();
    assertThat(run("# nothing but a comment").exitStatus()).isZero();
    assertThat(run("echo backslash \\").output()).isEqualTo("backslash\n");
  }

  @Test
  void standardInputIsEmpty() {
    ScriptResult result = run("cat\necho after\nreadlink /proc/self/fd/0");
    assertThat(result.output()).isEqualTo("after\n/dev/null\n");
  }

  @Test
  void aSyntaxErrorRunsNothingAndNamesTheLine() {
    Path witness = directory.resolve("witness");
    ScriptResult result = run("touch " + witness + "\necho two\nif true; then fi\n");
    assertThat(result.succeeded()).isFalse();
    assertThat(result.output()).contains("line 3");
    assertThat(witness).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "it's \"quoted\" `id` $(id) $HOME \\n \\",
        "two\nlines\n\nand a last newline\n",
        "'''",
        "\t tab, \r return, \u0001 \u007f \u001b[0m",
        "grün 漢字 🚀 \u202e",
        "-n",
        "a; exit 9 #",
        "*?[a]{b,c}~!!"
      })
  void anyValueArrivesAsItIs(String value) {
    Script script =
        new Script(
            "values",
            "printf %s \"$VALUE\" | base64 -w0",
            Map.of("VALUE", value),
            Map.of(),
            Duration.ofSeconds(20));
    byte[] arrived = Base64.getDecoder().decode(session.run(script).output());
    assertThat(new String(arrived, StandardCharsets.UTF_8)).isEqualTo(value);
  }

  @Test
  void whatNoShellCanHoldIsRefused() {
    assertThatThrownBy(() -> session.run(withSecret("true", "nul\0inside")))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("PASSWORD")
        .hasMessageNotContaining("inside");
    Script badName = new Script("odd", "true", Map.of("a b", "c"), Map.of(), Duration.ofSeconds(5));
    assertThatThrownBy(() -> session.run(badName)).hasMessageContaining("\"a b\"");
  }

  @Test
  void secretsAreInNoArgumentAndNoEnvironmentAndNotInTheOutput() {
    String secret = "s3cr3t-" + System.nanoTime();
    String text =
        """
        child() { /bin/sleep 5; }
        child & pid=$!
        leaks=0
        for process in /proc/[0-9]*; do
          for file in cmdline environ; do
            if { tr '\\0' '\\n' <"$process/$file"; } 2>/dev/null | grep -qF "${PASSWORD:0:6}"; then
              echo "leak in $process/$file"; leaks=1
            fi
          done
        done
        kill $pid
        env | grep -c PASSWORD
        echo "the password is $PASSWORD"
        exit $leaks
        """;
    ScriptResult result = session.run(withSecret(text, secret));
    assertThat(result.output()).isEqualTo("0\nthe password is [redacted]\n");
    assertThat(result.exitStatus()).isZero();
  }

  @Test
  void aSecretWrittenInTwoPiecesIsRedacted() {
    String text =
        """
        printf %s "${PASSWORD:0:5}"; sleep 0.2; printf '%s\\n' "${PASSWORD:5}"
        printf %s "$PASSWORD" | head -c 3; sleep 0.2; printf '%s' "$PASSWORD" | tail -c +4
        """;
    assertThat(session.run(withSecret(text, "grün-hunter2-漢字")).output())
        .isEqualTo("[redacted]\n[redacted]");
  }

  @Test
  void ofMuchOutputTheEndIsKept() {
    ScriptResult result = run("head -c 1048576 /dev/zero | tr '\\0' x; echo; echo the end");
    assertThat(result.output()).hasSize(OutputTail.LIMIT).endsWith("x\nthe end\n");
  }

  @Test
  void aLongScriptAndALargeValueArrive() {
    String value = "y".repeat(3_000_000);
    Script script =
        new Script(
            "large",
            "# ".repeat(200_000) + "\necho ${#VALUE}",
            Map.of("VALUE", value),
            Map.of(),
            Duration.ofSeconds(60));
    assertThat(session.run(script).output()).isEqualTo("3000000\n");
  }

  @Test
  void atTheDeadlineTheScriptIsStoppedAndItsLastLineTold() {
    Path file = directory.resolve("pid");
    Script script =
        new Script(
            "web configure",
            "echo $BASHPID >" + file + "\necho waiting for the database\nsleep 600",
            Map.of(),
            Map.of(),
            Duration.ofMillis(700));
    assertThatThrownBy(() -> session.run(script))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("web configure")
        .hasMessageContaining("web-1")
        .hasMessageContaining("0.7 s")
        .hasMessageContaining("waiting for the database");
    await().atMost(Duration.ofSeconds(60)).until(() -> !alive(file));
    assertThat(run("echo still here").output()).isEqualTo("still here\n");
  }

  @Test
  void aBrokenConnectionIsToldClearly() throws Exception {
    Path started = directory.resolve("started");
    try (RemoteSession broken = remote.connect(server.target())) {
      CompletableFuture<ScriptResult> result =
          CompletableFuture.supplyAsync(
              () ->
                  broken.run(
                      new Script(
                          "database restore",
                          "touch " + started + "; sleep 20",
                          Map.of(),
                          Map.of(),
                          Duration.ofMinutes(1))));
      await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(started));
      server.killConnections();
      assertThatThrownBy(() -> result.get(30, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(RemoteException.class)
          .hasMessageContaining("database restore")
          .hasMessageContaining("connection broke");
      assertThatThrownBy(() -> broken.run(script("true"))).isInstanceOf(RemoteException.class);
    } finally {
      session = remote.connect(server.target());
    }
  }

  @Test
  void severalScriptsShareAConnection() {
    CompletableFuture<ScriptResult> slow =
        CompletableFuture.supplyAsync(() -> run("sleep 0.5; echo slow"));
    assertThat(run("echo fast").output()).isEqualTo("fast\n");
    assertThat(slow.join().output()).isEqualTo("slow\n");
  }

  @Test
  void execPassesAllThreeStreams() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    byte[] input = "x".repeat(5_000_000).getBytes(StandardCharsets.UTF_8);
    int status =
        session.exec("wc -c; echo no >&2; exit 3", new ByteArrayInputStream(input), out, err);
    assertThat(status).isEqualTo(3);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("5000000\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("no\n");
  }

  @Test
  void execEndsThoughItsInputStaysOpen() throws Exception {
    try (PipedOutputStream never = new PipedOutputStream();
        InputStream in = new PipedInputStream(never)) {
      OutputStream none = OutputStream.nullOutputStream();
      assertThat(session.exec("exit 4", in, none, none)).isEqualTo(4);
    }
  }

  private static boolean alive(Path pidFile) throws Exception {
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    return ProcessHandle.of(pid).isPresent();
  }

  private static ScriptResult run(String text) {
    return session.run(script(text));
  }

  private static Script script(String text) {
    return new Script("test", text, Map.of(), Map.of(), Duration.ofSeconds(30));
  }

  private static Script withSecret(String text, String secret) {
    return new Script(
        "secretive",
        text,
        Map.of(),
        Map.of("PASSWORD", new Secret(secret)),
        Duration.ofSeconds(30));
  }
}
