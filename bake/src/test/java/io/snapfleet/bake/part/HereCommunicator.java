package io.snapfleet.bake.part;

import io.snapfleet.bake.local.LocalProgram;
import io.snapfleet.bake.run.Communicator;
import io.snapfleet.bake.run.StepProcesses;
import io.snapfleet.bake.run.UnreachableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Takes this computer for the piece that is worked on, and may be hard to reach. */
final class HereCommunicator implements Communicator {
  private final LocalProgram shell =
      new LocalProgram(Path.of("/"), Map.of("PATH", "/usr/bin:/bin"));
  private final List<String> commandLines = new CopyOnWriteArrayList<>();
  private int unreachable;
  private int disconnects;

  /** Cannot be reached the next few times. */
  void hide(int times) {
    unreachable = times;
  }

  /** Loses its connection after the next few commands. */
  void disconnect(int times) {
    disconnects = times;
  }

  List<String> commandLines() {
    return List.copyOf(commandLines);
  }

  @Override
  public int run(String commandLine, Consumer<String> output, Consumer<String> errors) {
    requireReachable();
    commandLines.add(commandLine);
    int status = shell.run(List.of("/bin/sh", "-c", commandLine), output, errors);
    return disconnects-- > 0 ? DISCONNECTED : status;
  }

  @Override
  public void end(StepProcesses processes) {
    shell.run(List.of("/bin/sh", "-c", processes.end()), line -> {}, HereCommunicator::fail);
  }

  @Override
  public void upload(Path from, String to) {
    requireReachable();
    copy(from, Path.of(to));
  }

  @Override
  public void uploadDirectory(Path from, String to, boolean content) {
    shell.run(
        List.of("cp", "-r", from + (content ? "/." : ""), to), line -> {}, HereCommunicator::fail);
  }

  @Override
  public void download(String from, Path to) {
    copy(Path.of(from), to);
  }

  @Override
  public void downloadDirectory(String from, Path into) {
    shell.run(List.of("cp", "-r", from, into.toString()), line -> {}, HereCommunicator::fail);
  }

  private static void fail(String complaint) {
    throw new IllegalStateException(complaint);
  }

  private void requireReachable() {
    if (unreachable-- > 0) {
      throw new UnreachableException("it restarts");
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
