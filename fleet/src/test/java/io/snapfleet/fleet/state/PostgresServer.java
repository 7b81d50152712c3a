package io.snapfleet.fleet.state;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * PostgreSQL from Debian's package on a free port of 127.0.0.1 in a directory of its own, started
 * once and stopped when the tests end. It refuses to run as root, so root starts it as the
 * package's user.
 */
final class PostgresServer {
  static final String USER = "snapfleet";

  private static final String SYSTEM_USER = "postgres";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final Path programs;
  private final int port;
  private final String password = UUID.randomUUID().toString();

  private PostgresServer(Path directory, Path programs, int port) {
    this.directory = directory;
    this.programs = programs;
    this.port = port;
  }

  private static final class Holder {
    static final PostgresServer SERVER = start();
  }

  static PostgresServer running() {
    return Holder.SERVER;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  String password() {
    return password;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), USER, password);
  }

  private static PostgresServer start() {
    try {
      Path directory = Files.createTempDirectory("snapfleet-postgres");
      PostgresServer server = new PostgresServer(directory, findPrograms(), freePort());
      server.initialise();
      Process process = server.launch();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(process)));
      await().atMost(PATIENCE).until(() -> server.answers(process));
      return server;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("PostgreSQL for the tests did not start", e);
    }
  }

  private static Path findPrograms() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(versions)) {
      try (Stream<Path> found = Files.list(versions)) {
        return found
            .map(version -> version.resolve("bin"))
            .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
            .max(Comparator.naturalOrder())
            .orElseThrow(PostgresServer::missing);
      }
    }
    throw missing();
  }

  private static IllegalStateException missing() {
    return new IllegalStateException("these tests need PostgreSQL: apt-get install postgresql");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void initialise() throws IOException, InterruptedException {
    Path passwordFile = Files.writeString(directory.resolve("password"), password);
    if (isRoot()) {
      UserPrincipal owner =
          directory
              .getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName(SYSTEM_USER);
      Files.setOwner(directory, owner);
      Files.setOwner(passwordFile, owner);
    }
    Process initdb =
        run(
            programs.resolve("initdb").toString(),
            "--pgdata=" + data(),
            "--username=" + USER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync");
    if (initdb.waitFor() != 0) {
      throw new IllegalStateException("initdb failed: " + Files.readString(log()));
    }
  }

  private Process launch() throws IOException {
    return run(
        programs.resolve("postgres").toString(),
        "-D",
        data().toString(),
        "-p",
        Integer.toString(port),
        "-c",
        "listen_addresses=127.0.0.1",
        "-c",
        "unix_socket_directories=",
        "-c",
        "fsync=off");
  }

  private boolean answers(Process process) throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("PostgreSQL ended: " + Files.readString(log()));
    }
    try (Connection connection = connect()) {
      return connection.isValid(5);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private Process run(String... command) throws IOException {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(
          List.of("setpriv", "--reuid", SYSTEM_USER, "--regid", SYSTEM_USER, "--init-groups"));
    }
    words.addAll(List.of(command));
    return new ProcessBuilder(words)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private void stop(Process process) {
    process.destroy();
    process.onExit().join();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(PostgresServer::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private Path data() {
    return directory.resolve("data");
  }

  private Path log() {
    return directory.resolve("log");
  }
}
