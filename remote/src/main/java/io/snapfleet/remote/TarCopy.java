package io.snapfleet.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Copies files as a tar stream between a tar here and a tar there: one round trip for any number of
 * files, with modes, times, links and holes kept. The destination is the path of the copy itself: a
 * directory is merged into one that is there, a file replaces one that is there in one step, or
 * where its content alone is wanted, the content of one that is there once all has arrived.
 */
final class TarCopy {
  private static final String UNPACK = "tar -x -p --no-same-owner -f - -C ";
  private static final String INTO_DIRECTORY =
      "if [ -d \"$target\" ]; then modes=--no-overwrite-dir; else modes=; fi; "
          + "mkdir -p -- \"$target\" && "
          + UNPACK
          + "\"$target\" $modes";
  private static final String INTO_FILE =
      """
      parent=$(dirname -- "$target") && mkdir -p -- "$parent" &&
      parent=$(readlink -f -- "$parent") && work=$(mktemp -d "$parent/.copy.XXXXXX") &&
      trap 'rm -rf "$work"' EXIT && %s"$work" && mv -fT "$work/$name" "$target"
      """
          .formatted(UNPACK);
  private static final String INTO_FILE_THERE =
      """
      work=$(mktemp -d "$(dirname -- "$target")/.copy.XXXXXX" 2> /dev/null || mktemp -d) &&
      trap 'rm -rf "$work"' EXIT && %s"$work" &&
      cat < "$work/$name" > "$target"
      """
          .formatted(UNPACK);
  private static final String INTO_FILE_THERE_OR_NEW =
      """
      if [ -e "$target" ] || [ -L "$target" ]; then
      %selse
      %sfi
      """
          .formatted(INTO_FILE_THERE, INTO_FILE);
  private static final String KIND =
      """
      path=$(readlink -e -- "$source") || { echo "no such file or directory" >&2; exit 1; }
      if [ -d "$path" ]; then printf directory; else printf '%s' "$path"; fi
      """;
  private static final String PACK_DIRECTORY = "tar -c -f - -C \"$(readlink -e -- \"$source\")\" .";

  /** What the kernel shows as files, as in /proc, has no size, and tar packs as much as that. */
  private static final String PACK_FILE =
      """
      path=$(readlink -e -- "$source") &&
      if [ -f "$path" ] && [ ! -s "$path" ]; then
        work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT &&
        cp -p -- "$path" "$work/" && path=$work/$(basename "$path")
      fi &&
      tar -c -f - -C "$(dirname "$path")" "./$(basename "$path")"
      """;

  private static final String UPLOAD = "%s could not be copied to %s on machine %s";

  private final RemoteSession session;
  private final String machine;

  TarCopy(RemoteSession session, String machine) {
    this.session = session;
    this.machine = machine;
  }

  void upload(Path local, String remote) {
    upload(local, remote, INTO_FILE);
  }

  void uploadContent(Path local, String remote) {
    try {
      new LinkedTree(local.toRealPath()).requireWhole();
    } catch (IOException e) {
      throw failed(UPLOAD, local, remote, e);
    }
    upload(local, remote, INTO_FILE_THERE_OR_NEW, "--dereference", "--hard-dereference");
  }

  private void upload(Path local, String remote, String intoFile, String... packing) {
    try {
      Path real = local.toRealPath();
      String target = "target=" + ScriptText.quote(remote) + "; ";
      if (Files.isDirectory(real)) {
        send(LocalTar.pack(real, ".", packing), target + INTO_DIRECTORY);
      } else {
        String name = "name=" + ScriptText.quote(name(real)) + "; ";
        send(LocalTar.pack(parent(real), "./" + name(real)), target + name + intoFile);
      }
    } catch (IOException e) {
      throw failed(UPLOAD, local, remote, e);
    }
  }

  void download(String remote, Path local) {
    String source = "source=" + ScriptText.quote(remote) + "; ";
    try {
      ByteArrayOutputStream kind = new ByteArrayOutputStream();
      remotely(source + KIND, InputStream.nullInputStream(), kind);
      String path = kind.toString(StandardCharsets.UTF_8);
      if (path.equals("directory")) {
        receiveDirectory(source + PACK_DIRECTORY, local);
      } else {
        receiveFile(source + PACK_FILE, path.substring(path.lastIndexOf('/') + 1), local);
      }
    } catch (IOException e) {
      throw failed("%2$s could not be copied to %1$s from machine %3$s", local, remote, e);
    }
  }

  private void send(LocalTar packing, String unpack) throws IOException {
    try (LocalTar tar = packing) {
      remotely(unpack, tar.output(), OutputStream.nullOutputStream());
      tar.finish();
    }
  }

  private void receiveDirectory(String pack, Path local) throws IOException {
    if (Files.isDirectory(local)) {
      receive(pack, LocalTar.unpack(local, "--no-overwrite-dir"));
    } else {
      Files.createDirectories(local);
      receive(pack, LocalTar.unpack(local));
    }
  }

  private void receive(String pack, LocalTar unpacking) throws IOException {
    try (LocalTar tar = unpacking) {
      remotely(pack, InputStream.nullInputStream(), tar.input());
      tar.finish();
    }
  }

  private void receiveFile(String pack, String name, Path local) throws IOException {
    Path target = local.toAbsolutePath();
    Files.createDirectories(parent(target));
    Path work = Files.createTempDirectory(parent(target), ".copy.");
    try {
      receive(pack, LocalTar.unpack(work));
      Files.move(
          work.resolve(name),
          target,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(work.resolve(name));
      Files.delete(work);
    }
  }

  private void remotely(String command, InputStream in, OutputStream out) throws IOException {
    OutputTail errors = new OutputTail(List.of());
    int status = session.exec(command, in, out, errors);
    if (status != 0) {
      String said = errors.text().strip();
      throw new IOException(said.isEmpty() ? "it ended with status " + status + " there" : said);
    }
  }

  private RemoteException failed(String format, Path local, String remote, IOException cause) {
    String reason = reason(cause);
    return new RemoteException(
        RemoteException.Kind.NOT_DONE,
        format.formatted(local, remote, machine) + ": " + reason,
        cause);
  }

  private static @Nullable String reason(IOException cause) {
    return switch (cause) {
      case NoSuchFileException missing -> "no such file or directory";
      case FileAlreadyExistsException there -> "%s is no directory".formatted(there.getFile());
      default -> cause.getMessage();
    };
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent(), "the root is a directory");
  }

  private static String name(Path path) {
    return Objects.requireNonNull(path.getFileName(), "the root is a directory").toString();
  }
}
