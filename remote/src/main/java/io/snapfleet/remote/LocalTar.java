package io.snapfleet.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The tar program on this computer, packing to a stream or unpacking from one. */
final class LocalTar implements AutoCloseable {
  private final Process process;
  private final OutputTail errors = new OutputTail(List.of());
  private final Thread errorReader;

  private LocalTar(Path directory, String[] options, String... what) throws IOException {
    List<String> command = new ArrayList<>(List.of("tar"));
    command.addAll(List.of(options));
    command.addAll(List.of("-f", "-", "-C", directory.toString()));
    command.addAll(List.of(what));
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new IOException("copying needs the program tar on this computer; install it", e);
    }
    errorReader = Thread.ofVirtual().name("tar-errors").start(this::readErrors);
  }

  static LocalTar pack(Path directory, String entry, String... options) throws IOException {
    return new LocalTar(directory, options, "-c", entry);
  }

  static LocalTar unpack(Path directory, String... options) throws IOException {
    return new LocalTar(directory, options, "-x", "-p", "--no-same-owner");
  }

  InputStream output() {
    return process.getInputStream();
  }

  OutputStream input() {
    return process.getOutputStream();
  }

  /** Ends its input and waits for its end. */
  void finish() throws IOException {
    process.getOutputStream().close();
    try {
      int status = process.waitFor();
      errorReader.join();
      if (status != 0) {
        throw new IOException("tar on this computer failed: " + errors.text().strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void readErrors() {
    try (InputStream stream = process.getErrorStream()) {
      stream.transferTo(errors);
    } catch (IOException e) {
      // The process was destroyed: nobody asks for its errors any more.
    }
  }
}
