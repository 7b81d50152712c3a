package io.snapfleet.bake.local;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.Interruption;
import io.snapfleet.bake.run.LineStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs programs of this computer to their end, or until the thread is interrupted. */
public final class LocalProgram {
  /** How long what a program has left running may hold its output open. */
  private static final Duration LAST_LINES = Duration.ofSeconds(5);

  private static final Redirect NOTHING = Redirect.from(Path.of("/dev/null").toFile());

  private final Path directory;
  private final Map<String, String> environment;

  /**
   * @param environment all that the program is given
   */
  public LocalProgram(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Without input.
   *
   * @return the program's exit status
   */
  public int run(List<String> command, Consumer<String> output, Consumer<String> errors) {
    return finish(start(builder(command)), output, errors);
  }

  /** Gives the program something to read. */
  public int run(
      List<String> command, byte[] input, Consumer<String> output, Consumer<String> errors) {
    Process process = start(builder(command).redirectInput(Redirect.PIPE));
    Thread.startVirtualThread(() -> write(input, process));
    return finish(process, output, errors);
  }

  /** Puts what the program prints into a file. */
  public int run(List<String> command, Path output, Consumer<String> errors) {
    return finish(start(builder(command).redirectOutput(output.toFile())), line -> {}, errors);
  }

  private static int finish(Process process, Consumer<String> output, Consumer<String> errors) {
    List<Thread> readers =
        List.of(reader(process.getInputStream(), output), reader(process.getErrorStream(), errors));
    try {
      int status = process.waitFor();
      for (Thread reader : readers) {
        reader.join(LAST_LINES);
      }
      return status;
    } catch (InterruptedException stopped) {
      throw Interruption.of(stopped);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.redirectInput(NOTHING);
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException missing) {
      throw new BuildException(
          "the program '"
              + builder.command().getFirst()
              + "' cannot be started: "
              + missing.getMessage(),
          missing);
    }
  }

  private static void write(byte[] input, Process process) {
    try (OutputStream stream = process.getOutputStream()) {
      stream.write(input);
    } catch (IOException closed) {
      // The program has read as much as it wanted.
    }
  }

  private static Thread reader(InputStream stream, Consumer<String> lines) {
    return Thread.startVirtualThread(
        () -> {
          try (stream;
              LineStream reader = new LineStream(lines)) {
            stream.transferTo(reader);
          } catch (IOException closed) {
            // The program was stopped: what it said until then is all there is.
          }
        });
  }
}
