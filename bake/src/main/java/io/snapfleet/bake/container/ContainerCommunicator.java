package io.snapfleet.bake.container;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.local.Scratch;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.CommandInput;
import io.snapfleet.bake.run.Communicator;
import io.snapfleet.bake.run.PosixText;
import io.snapfleet.bake.run.StepProcesses;
import io.snapfleet.bake.run.Stopping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Communicator {@code docker}: a running container, through the engine's exec and cp. */
final class ContainerCommunicator implements Communicator {
  private final ContainerEngine engine;
  private final String id;
  private final Settings settings;

  ContainerCommunicator(ContainerEngine engine, String id, Settings settings) {
    this.engine = engine;
    this.id = id;
    this.settings = settings;
  }

  @Override
  public int run(String commandLine, Consumer<String> output, Consumer<String> errors) {
    CommandInput line = new CommandInput(commandLine);
    return settings.flag("pty")
        ? runAtTerminal(commandLine, output, errors)
        : run(line.reader(), line.bytes(), output, errors);
  }

  /** What is given to a terminal to read, it shows. */
  private int runAtTerminal(String commandLine, Consumer<String> output, Consumer<String> errors) {
    StepProcesses processes = StepProcesses.next();
    List<String> exec = exec("-t", processes.begin("(" + commandLine + ")"));
    return Stopping.undone(() -> engine.run(exec, output, errors), () -> end(processes));
  }

  private int run(String program, byte[] input, Consumer<String> output, Consumer<String> errors) {
    StepProcesses processes = StepProcesses.next();
    List<String> exec = exec("-i", processes.begin(program));
    return Stopping.undone(() -> engine.run(exec, input, output, errors), () -> end(processes));
  }

  /** The shell that runs the command line receives the script after it. */
  @Override
  public int runScript(
      Path script,
      String to,
      String commandLine,
      Consumer<String> output,
      Consumer<String> errors) {
    if (settings.flag("pty")) {
      return Communicator.super.runScript(script, to, commandLine, output, errors);
    }
    CommandInput line = new CommandInput(commandLine);
    String receiving =
        "cat > %s || exit %d%n".formatted(PosixText.word(to), CommandInput.NOT_RECEIVED);
    return run(line.reader(receiving), joined(line.bytes(), script), output, errors);
  }

  private static byte[] joined(byte[] first, Path file) {
    try (ByteArrayOutputStream all = new ByteArrayOutputStream()) {
      all.writeBytes(first);
      Files.copy(file, all);
      return all.toByteArray();
    } catch (IOException unreadable) {
      throw new BuildException("the script " + file + " cannot be read: " + unreadable, unreadable);
    }
  }

  /** The engine's own program is one of this computer: what it runs in the container goes on. */
  @Override
  public void end(StepProcesses processes) {
    engine.said(List.of("exec", "--user", "0", id, "/bin/sh", "-c", processes.end()));
  }

  private List<String> exec(String option, String commandLine) {
    List<String> arguments = new ArrayList<>(List.of("exec", option));
    settings.text("exec_user").ifPresent(user -> arguments.addAll(List.of("-u", user)));
    arguments.addAll(List.of(id, "/bin/sh", "-c", commandLine));
    return arguments;
  }

  @Override
  public void upload(Path from, String to) {
    try {
      copyIn(from.toRealPath().toString(), to);
    } catch (IOException missing) {
      throw new BuildException(from + " cannot be read: " + missing, missing);
    }
  }

  @Override
  public void uploadDirectory(Path from, String to, boolean content) {
    copyIn(content ? from + "/." : from.toString(), to);
  }

  @Override
  public void download(String from, Path to) {
    try (Scratch scratch = Scratch.make()) {
      Path copy = scratch.file("copy");
      engine.said(List.of("cp", id + ":" + from, copy.toString()));
      if (Files.isDirectory(copy)) {
        throw new BuildException(from + " is a directory: end it with a slash to download it");
      }
      write(copy, to);
    }
  }

  /** A file that is there keeps its permissions. */
  private static void write(Path copy, Path to) {
    try (OutputStream output = Files.newOutputStream(to)) {
      Files.copy(copy, output);
    } catch (IOException unwritable) {
      throw new BuildException(to + " cannot be written: " + unwritable, unwritable);
    }
  }

  @Override
  public void downloadDirectory(String from, Path into) {
    String directory = from.replaceFirst("(?<=.)/+$", "");
    engine.said(List.of("cp", id + ":" + directory, into + "/"));
  }

  /** What is copied belongs to the container's user, unless the template does not want that. */
  private void copyIn(String from, String to) {
    boolean owned = settings.flag("fix_upload_owner");
    List<String> arguments = new ArrayList<>(List.of("cp"));
    if (engine.isPodman()) {
      arguments.add("--archive=" + owned);
    }
    arguments.addAll(List.of(from, id + ":" + to));
    engine.said(arguments);
    if (owned && !engine.isPodman()) {
      own(to);
    }
  }

  private void own(String file) {
    String user = engine.said(List.of("inspect", "--format", "{{.Config.User}}", id));
    engine.said(
        List.of(
            "exec",
            "--user",
            "root",
            id,
            "/bin/sh",
            "-c",
            "chown -R \"$0\" \"$1\"",
            user.isEmpty() ? "root" : user,
            file));
  }
}
