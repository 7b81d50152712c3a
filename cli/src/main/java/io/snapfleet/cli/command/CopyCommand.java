package io.snapfleet.cli.command;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.remote.RemoteSession;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code snapfleet cp FLEET FROM TO}, where one of the two is on a machine. */
@Command(
    name = "cp",
    description =
        "Copies a file or directory from a machine (MACHINE:PATH) to this computer, or to it.",
    footer = {
      "  snapfleet cp blog web-1:/etc/nginx nginx",
      "  snapfleet cp blog database:/etc/mysql/mariadb.cnf .",
      "  snapfleet cp blog robots.txt web-1:/var/www/html/robots.txt",
    })
public final class CopyCommand implements Runnable {
  private static final Pattern ON_MACHINE = Pattern.compile("([a-z0-9][a-z0-9-]*):(.+)");

  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(index = "0", paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Parameters(index = "1", paramLabel = "FROM", description = "A path, or MACHINE:PATH.")
  private String from = "";

  @Parameters(
      index = "2",
      paramLabel = "TO",
      description =
          "The copy's own path, or MACHINE:PATH; a file goes into a directory that is there.")
  private String to = "";

  public CopyCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Copied(String machine, String from, String to) {}

  private record OnMachine(String machine, String path) {
    static Optional<OnMachine> parse(String text) {
      Matcher match = ON_MACHINE.matcher(text);
      return match.matches()
          ? Optional.of(new OnMachine(match.group(1), match.group(2)))
          : Optional.empty();
    }
  }

  @Override
  public void run() {
    Optional<OnMachine> source = OnMachine.parse(from);
    Optional<OnMachine> target = OnMachine.parse(to);
    if (source.isPresent() == target.isPresent()) {
      throw new CommandException(
          "one of the two must be on a machine, and the other on this computer",
          from + " and " + to,
          "write MACHINE:PATH for the one on the machine; ./a:b for a file here called a:b",
          ExitCode.BAD_INPUT);
    }
    if (source.isEmpty() && !Files.exists(Path.of(from))) {
      throw missing(from, "name a file or directory of this computer");
    }
    FleetMachine machine =
        engine.get().machine(fleet, source.or(() -> target).orElseThrow().machine());
    try (RemoteSession session = engine.get().connect(machine)) {
      String copy =
          source.isPresent()
              ? download(session, source.get().path(), Path.of(to))
              : upload(session, Path.of(from), target.orElseThrow().path());
      output.result(new Copied(machine.name(), from, copy), "Copied " + from + " to " + copy);
    }
  }

  private String download(RemoteSession session, String remote, Path local) {
    if (!is("-e", session, remote)) {
      throw missing(from, "name a file or directory of that machine, such as MACHINE:/etc/hosts");
    }
    boolean into = Files.isDirectory(local) && !isDirectory(session, remote);
    Path copy = into ? local.resolve(name(remote)) : local;
    session.download(remote, copy);
    return copy.toString();
  }

  private static String upload(RemoteSession session, Path local, String remote) {
    boolean into = !Files.isDirectory(local) && isDirectory(session, remote);
    String copy = into ? remote.replaceAll("/+$", "") + "/" + local.getFileName() : remote;
    session.upload(local, copy);
    return copy;
  }

  private static String name(String remote) {
    return String.valueOf(Path.of(remote).getFileName());
  }

  private static CommandException missing(String path, String fix) {
    return new CommandException(
        "there is no such file or directory", path, fix, ExitCode.BAD_INPUT);
  }

  private static boolean isDirectory(RemoteSession session, String path) {
    return is("-d", session, path);
  }

  /** Whether the shell's test of this name holds for a path of the machine. */
  private static boolean is(String test, RemoteSession session, String path) {
    String line = ShellWords.line(List.of("test", test, path));
    OutputStream nowhere = OutputStream.nullOutputStream();
    return session.exec(line, InputStream.nullInputStream(), nowhere, nowhere) == 0;
  }
}
