package io.snapfleet.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Random;
import org.assertj.core.api.Condition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads and downloads, against a real OpenSSH server whose files are this computer's. */
class TarCopyTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));

  @TempDir static Path serverDirectory;
  @TempDir Path directory;

  private static OpenSshServer server;
  private static SshRemote remote;
  private static RemoteSession session;

  private Path source;
  private String there;
  private Path back;

  @BeforeAll
  static void connect() {
    server = OpenSshServer.start(serverDirectory);
    remote = new SshRemote();
    session = remote.connect(server.target());
  }

  @AfterAll
  static void close() {
    session.close();
    remote.close();
    server.close();
  }

  @BeforeEach
  void names() {
    source = directory.resolve("source");
    there = directory.resolve("there, it's \"here\"").toString();
    back = directory.resolve("back");
  }

  @Test
  void aTreeComesBackAsItWas() throws IOException {
    Path deep = Files.createDirectories(source.resolve("a/b ü/.hidden"));
    write(deep.resolve("script.sh"), "echo hi", "rwxr-x--x");
    write(source.resolve("-dash"), "", "r--------");
    Files.createSymbolicLink(source.resolve("link"), Path.of("a/../missing"));
    Files.createDirectory(source.resolve("empty"));
    Files.setLastModifiedTime(source.resolve("empty"), LONG_AGO);

    session.upload(source, there);
    session.download(there, back);

    Path script = back.resolve("a/b ü/.hidden/script.sh");
    assertThat(script).hasContent("echo hi");
    assertThat(mode(script)).isEqualTo("rwxr-x--x");
    assertThat(Files.getLastModifiedTime(script)).isEqualTo(LONG_AGO);
    assertThat(mode(back.resolve("-dash"))).isEqualTo("r--------");
    assertThat(Files.readSymbolicLink(back.resolve("link"))).isEqualTo(Path.of("a/../missing"));
    assertThat(Files.getLastModifiedTime(back.resolve("empty"))).isEqualTo(LONG_AGO);
  }

  @Test
  void aDirectoryIsMergedIntoOneThatIsThere() throws IOException {
    Files.createDirectories(source);
    write(source.resolve("new"), "new", "rw-r--r--");
    Files.createDirectories(Path.of(there));
    write(Path.of(there, "old"), "old", "rw-r--r--");
    session.upload(source, there);
    session.upload(source, there);
    assertThat(Path.of(there, "old")).hasContent("old");
    assertThat(Path.of(there, "new")).hasContent("new");
    assertThat(Path.of(there, "source")).doesNotExist();
  }

  @Test
  void directoriesThatAreThereKeepTheirModes() throws IOException {
    makeDirectory(source.resolve("inner"), "rwx------");
    makeDirectory(source, "rwx------");
    makeDirectory(Path.of(there, "inner"), "rwxrwxrwx");
    makeDirectory(back.resolve("inner"), "rwxrwxrwx");
    session.upload(source, there);
    session.uploadContent(source, there);
    session.download(source.toString(), back);
    assertThat(mode(Path.of(there, "inner"))).isEqualTo("rwxrwxrwx");
    assertThat(mode(Path.of(there))).isNotEqualTo("rwx------");
    assertThat(mode(back.resolve("inner"))).isEqualTo("rwxrwxrwx");
    assertThat(mode(back)).isNotEqualTo("rwx------");
  }

  @Test
  void contentIsWhatLinksLeadTo() throws IOException {
    write(directory.resolve("outside"), "text", "rw-r-----");
    Files.createDirectories(source.resolve("inner"));
    write(source.resolve("inner/file"), "inner", "rw-r--r--");
    Files.createSymbolicLink(source.resolve("file"), Path.of("../outside"));
    Files.createSymbolicLink(source.resolve("directory"), Path.of("inner"));

    session.uploadContent(source, there);

    assertThat(Path.of(there, "file")).isRegularFile().hasContent("text");
    assertThat(Path.of(there, "file")).isNot(link());
    assertThat(mode(Path.of(there, "file"))).isEqualTo("rw-r-----");
    assertThat(Path.of(there, "directory")).isNot(link());
    assertThat(Path.of(there, "directory/file")).hasContent("inner");
    assertThat(Files.getAttribute(Path.of(there, "inner/file"), "unix:nlink")).isEqualTo(1);
  }

  @Test
  void aLinkThatHasNoContentIsNamed() throws IOException {
    Files.createDirectory(source);
    Path link = Files.createSymbolicLink(source.resolve("link"), Path.of("absent"));
    assertThatThrownBy(() -> session.uploadContent(source, there))
        .isInstanceOf(RemoteException.class)
        .hasMessageEndingWith(": the link " + link + " leads nowhere");
    Files.delete(link);
    Files.createSymbolicLink(link, source);
    assertThatThrownBy(() -> session.uploadContent(source, there))
        .isInstanceOf(RemoteException.class)
        .hasMessageEndingWith(": the link " + link + " leads in a circle");
    assertThat(Path.of(there)).doesNotExist();
  }

  @Test
  void contentGoesIntoAFileThatIsThere() throws IOException {
    write(source, "new", "rw-------");
    write(Path.of(there), "old and longer", "rw-r--r--");
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of(there));
    Path leadsNowhere = Files.createSymbolicLink(directory.resolve("nowhere"), Path.of("made"));
    session.uploadContent(source, link.toString());
    session.uploadContent(source, leadsNowhere.toString());
    session.uploadContent(source, back.toString());
    assertThat(link).is(link());
    assertThat(Path.of(there)).hasContent("new");
    assertThat(mode(Path.of(there))).isEqualTo("rw-r--r--");
    assertThat(directory.resolve("made")).hasContent("new");
    assertThat(mode(back)).isEqualTo("rw-------");
  }

  @Test
  void aLargeFileComesBackAsItWas() throws IOException {
    byte[] content = new byte[20_000_000];
    new Random(1).nextBytes(content);
    Path file = Files.write(directory.resolve("-large file"), content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Files.setLastModifiedTime(file, LONG_AGO);

    String target = there + "/new/-name";
    session.upload(file, target);
    session.download(target, back);

    assertThat(Files.readAllBytes(back)).isEqualTo(content);
    assertThat(mode(back)).isEqualTo("rw-r-----");
    assertThat(Files.getLastModifiedTime(back)).isEqualTo(LONG_AGO);
    try (var left = Files.list(Path.of(target).getParent())) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void aFileReplacesOneThatIsThereInBothDirections() throws IOException {
    write(source, "new", "rw-r--r--");
    write(Path.of(there), "old and longer", "rw-r--r--");
    write(back, "older and longer still", "rw-r--r--");
    session.upload(source, there);
    session.download(there, back);
    assertThat(Path.of(there)).hasContent("new");
    assertThat(back).hasContent("new");
  }

  @Test
  void aFileThatTheKernelShowsWithoutASizeIsWhole() throws IOException {
    session.download("/proc/version", back);
    assertThat(back).hasContent(Files.readString(Path.of("/proc/version")));
  }

  @Test
  void anEmptyFileStaysEmptyWithItsModeAndTime() throws IOException {
    write(source, "", "r--r-----");
    session.download(source.toString(), back);
    assertThat(back).isEmptyFile();
    assertThat(mode(back)).isEqualTo("r--r-----");
    assertThat(Files.getLastModifiedTime(back)).isEqualTo(LONG_AGO);
  }

  @Test
  void failuresNameBothEndsAndTheReason() throws IOException {
    assertThatThrownBy(() -> session.upload(directory.resolve("absent"), there))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("absent")
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> session.download(there, back))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining(there)
        .hasMessageContaining("web-1")
        .hasMessageContaining("no such file");
    write(source, "a file", "rw-r--r--");
    Files.createDirectory(Path.of(there));
    assertThatThrownBy(() -> session.upload(source, there))
        .isInstanceOf(RemoteException.class)
        .hasMessageContaining("directory");
    assertThatThrownBy(() -> session.download(there, source))
        .hasMessageEndingWith("from machine web-1: " + source + " is no directory");
  }

  @Test
  void aMachineThatWasReachedAndCouldNotDoItIsTold() throws IOException {
    write(source, "a file", "rw-r--r--");
    assertNotDone(() -> session.upload(source, directory.resolve("absent") + "/"));
    assertNotDone(() -> session.download(there, back));
    InputStream nothing = InputStream.nullInputStream();
    OutputStream nowhere = OutputStream.nullOutputStream();
    assertNotDone(() -> session.exec("kill -KILL $$", nothing, nowhere, nowhere));
  }

  private static void assertNotDone(ThrowingCallable work) {
    assertThat(catchThrowableOfType(RemoteException.class, work).kind())
        .isEqualTo(RemoteException.Kind.NOT_DONE);
  }

  private static Condition<Path> link() {
    return new Condition<>(Files::isSymbolicLink, "a link");
  }

  private static void makeDirectory(Path directory, String mode) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
  }

  private static void write(Path file, String content, String mode) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    Files.setLastModifiedTime(file, LONG_AGO);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
