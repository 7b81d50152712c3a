package io.snapfleet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapfleet.remote.Remote;
import io.snapfleet.remote.RemoteException;
import io.snapfleet.remote.RemoteSession;
import io.snapfleet.remote.RemoteTarget;
import io.snapfleet.remote.Script;
import io.snapfleet.remote.ScriptResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Machines where every script succeeds, and a command prints the machine's name and itself, then
 * what it is given; its status is the number it ends with. Thread-safe.
 */
final class EchoRemote implements Remote {
  private static final String AT_ROOT = "cd / ";

  private final List<String> copies = new CopyOnWriteArrayList<>();
  private final Path root;
  private final ReentrantLock disk = new ReentrantLock();
  private volatile Predicate<String> refusing = machine -> false;

  /**
   * @param root all machines' disk, as far as the application's files are concerned
   */
  EchoRemote(Path root) {
    this.root = root;
  }

  /** From now on no machine lets us in. */
  void refuse() {
    refusing = machine -> true;
  }

  /** From now on this machine does not let us in. */
  void refuse(String machine) {
    refusing = machine::equals;
  }

  /** All uploads and downloads, as {@code machine: from -> to}. */
  List<String> copies() {
    return copies;
  }

  @Override
  public RemoteSession connect(RemoteTarget target) {
    if (refusing.test(target.name())) {
      throw new RemoteException("machine " + target.name() + " did not let us in");
    }
    return new Session(target.name());
  }

  @Override
  public void close() {}

  private final class Session implements RemoteSession {
    private final String machine;

    private Session(String machine) {
      this.machine = machine;
    }

    @Override
    public ScriptResult run(Script script) {
      return new ScriptResult(0, "");
    }

    @Override
    public ScriptResult pipe(Script script, InputStream in, OutputStream out) {
      return new ScriptResult(0, "");
    }

    /** Every path that ends in {@code .d} is a directory; those that end in 404 are missing. */
    @Override
    public int exec(String command, InputStream in, OutputStream out, OutputStream err) {
      if (command.startsWith(AT_ROOT)) {
        return onDisk(command, in, out, err);
      }
      if (command.startsWith("test -d ")) {
        return command.endsWith(".d") ? 0 : 1;
      }
      if (command.startsWith("test -e ")) {
        return command.endsWith("404") ? 1 : 0;
      }
      try {
        out.write((machine + " " + command + "\n").getBytes(UTF_8));
        in.transferTo(out);
        err.write("no newline".getBytes(UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      String digits = command.replaceAll(".*?([0-9]*)$", "$1");
      return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    /**
     * What reads and writes the application's files does so, on a directory of this computer. One
     * at a time: machines with disks of their own never unpack a file on top of each other.
     */
    private int onDisk(String command, InputStream in, OutputStream out, OutputStream err) {
      disk.lock();
      try {
        return alone(command, in, out, err);
      } finally {
        disk.unlock();
      }
    }

    private int alone(String command, InputStream in, OutputStream out, OutputStream err) {
      String here = "cd '%s' %s".formatted(root, command.substring(AT_ROOT.length()));
      try {
        Process process = new ProcessBuilder("bash", "-c", here).start();
        try (OutputStream input = process.getOutputStream()) {
          in.transferTo(input);
        }
        process.getInputStream().transferTo(out);
        process.getErrorStream().transferTo(err);
        return process.waitFor();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }

    @Override
    public void upload(Path local, String remote) {
      copies.add(machine + ": " + local + " -> " + remote);
    }

    @Override
    public void uploadContent(Path local, String remote) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void download(String remote, Path local) {
      copies.add(machine + ": " + remote + " -> " + local);
    }

    @Override
    public void close() {}
  }
}
