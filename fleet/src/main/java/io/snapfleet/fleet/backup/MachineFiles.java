package io.snapfleet.fleet.backup;

import io.snapfleet.recipe.BackupRule;
import io.snapfleet.remote.RemoteSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * The application's own files on one machine, with nothing installed there but find and tar. Each
 * method is one command over there. Thread-safe as far as the session is.
 */
public final class MachineFiles {
  private static final String READ =
      "cd / && exec tar --create --file=- --format=gnu --no-recursion --hard-dereference"
          + " --ignore-failed-read --null --files-from=-";
  private static final String WRITE =
      "cd / && exec tar --extract --file=- --preserve-permissions --same-owner --numeric-owner";
  private static final String DELETE = "cd / && exec xargs --null --no-run-if-empty rm -rf --";

  private final Supplier<RemoteSession> session;
  private final String machine;
  private final BackupRule rule;

  /**
   * @param session opened when it is first needed; stays the caller's to close
   */
  public MachineFiles(Supplier<RemoteSession> session, String machine, BackupRule rule) {
    this.session = session;
    this.machine = machine;
    this.rule = rule;
  }

  public String machine() {
    return machine;
  }

  /**
   * All there is that is not excluded, by path; a directory that must be there and is not fails.
   */
  SortedMap<String, RemoteFile> list() {
    return list(rule);
  }

  /** The same for a machine that may have lost all of it. */
  SortedMap<String, RemoteFile> listWhatIsThere() {
    return list(new BackupRule(List.of(), rule.directories(), rule.exclude(), rule.assets()));
  }

  private SortedMap<String, RemoteFile> list(BackupRule wanted) {
    ByteArrayOutputStream listed = new ByteArrayOutputStream();
    run(FileListing.command(wanted), InputStream.nullInputStream(), listed, "listed");
    return FileListing.parse(listed.toByteArray(), wanted);
  }

  /**
   * Reads these files. One that is gone or unreadable does not come; one that is written to
   * meanwhile comes somehow.
   *
   * @return what was said about those
   */
  String read(Collection<String> paths, TarSplitter.Files files) {
    TarSplitter splitter = new TarSplitter(files);
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status = session.get().exec(READ, names(paths), splitter, errors);
    if (!splitter.isWhole()) {
      throw failed("read", status, errors);
    }
    return lastLine(errors);
  }

  /** Unpacks a tar stream over what is there. */
  void write(InputStream tar) {
    run(WRITE, tar, OutputStream.nullOutputStream(), "written");
  }

  /** Removes files, and directories with all that is in them; what is gone already is no error. */
  void delete(Collection<String> paths) {
    run(DELETE, names(paths), OutputStream.nullOutputStream(), "removed");
  }

  private void run(String command, InputStream in, OutputStream out, String done) {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int status = session.get().exec(command, in, out, errors);
    if (status != 0) {
      throw failed(done, status, errors);
    }
  }

  private MachineFilesException failed(String done, int status, ByteArrayOutputStream errors) {
    String said = lastLine(errors);
    return new MachineFilesException(
        "the files on %s could not be %s: %s"
            .formatted(machine, done, said.isEmpty() ? "status " + status : said));
  }

  private static String lastLine(ByteArrayOutputStream errors) {
    return errors
        .toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.contains("Exiting with failure status"))
        .reduce("", (first, second) -> second)
        .strip();
  }

  private static InputStream names(Collection<String> paths) {
    ByteArrayOutputStream names = new ByteArrayOutputStream();
    for (String path : paths) {
      names.writeBytes(path.getBytes(StandardCharsets.ISO_8859_1));
      names.write(0);
    }
    return new ByteArrayInputStream(names.toByteArray());
  }
}
