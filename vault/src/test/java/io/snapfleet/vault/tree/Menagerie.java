package io.snapfleet.vault.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.snapfleet.vault.format.ExtendedAttribute;
import io.snapfleet.vault.format.RawText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;

/** A directory with every kind of file, owner, mode, name and attribute. Needs root. */
final class Menagerie {
  private final Path home;
  private final PosixWriter writer = PosixWriter.here();

  private Menagerie(Path home) {
    this.home = home;
  }

  static Path in(Path directory) throws IOException {
    Path home = Files.createDirectories(directory.resolve("menagerie"));
    new Menagerie(home).fill();
    return home;
  }

  private void fill() throws IOException {
    contents();
    kinds();
    names();
    modes();
    attributes();
    times();
  }

  private void contents() throws IOException {
    Random random = new Random(7);
    write("empty", 0, random);
    write("small", 100, random);
    write("as long as a chunk", 512 << 10, random);
    write("large", 9 << 20, random);
    Files.write(home.resolve("zeros"), new byte[3 << 20]);
    Files.createDirectories(home.resolve("deep/er/and/deeper"));
    write("deep/er/and/deeper/file", 10, random);
    Files.createDirectory(home.resolve("nothing in it"));
  }

  private void write(String name, int length, Random random) throws IOException {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    Files.write(home.resolve(name), bytes);
  }

  private void kinds() throws IOException {
    Files.createSymbolicLink(home.resolve("link"), Path.of("small"));
    Files.createSymbolicLink(home.resolve("dangling"), Path.of("../no/such <file> & more"));
    Files.createLink(home.resolve("small too"), home.resolve("small"));
    Files.createLink(home.resolve("deep/small as well"), home.resolve("small"));
    writer.makeNode(path("pipe"), 0010644, 0);
    writer.makeNode(path("null"), 0020666, 0x103);
    writer.makeNode(path("disk"), 0060660, 0x700);
  }

  /** A link whose target is no text, which restic keeps only since version 0.16. */
  static void addLinkToBytes(Path home) throws IOException {
    new Menagerie(home).linkToBytes();
  }

  private void linkToBytes() throws IOException {
    writer.makeSymbolicLink(new RawText("bytes\u00ff\u00fe"), path("odd link"));
  }

  private void names() throws IOException {
    String[] names = {
      "quote\"backslash\\",
      "line\nbreak",
      "<b>&amp;",
      " spaces ",
      "-rf",
      "bell\u0007",
      "\u00ff\u00fe"
    };
    for (String name : names) {
      byte[] file = Paths.below(LocalTreeSource.raw(home).bytes(), new RawText(name));
      writer.close(writer.open(file, PosixCalls.O_WRONLY | PosixCalls.O_CREAT, 0644));
    }
    byte[] text = Paths.below(LocalTreeSource.raw(home).bytes(), RawText.of("ünïcödé 😀"));
    writer.makeDirectory(text, 0755);
  }

  private void modes() throws IOException {
    for (int mode : new int[] {0, 0400, 0777, 04755, 02755, 06711, 01644}) {
      String name = "mode " + Integer.toOctalString(mode);
      Files.writeString(home.resolve(name), name);
      writer.changeOwner(path(name), 65534, 4_000_000);
      writer.changeMode(path(name), mode);
    }
    Files.createDirectory(home.resolve("sticky"));
    writer.changeMode(path("sticky"), 03777);
  }

  private void attributes() throws IOException {
    Files.writeString(home.resolve("attributes"), "x");
    set("attributes", "user.text", "value");
    set("attributes", "user.bytes", "\u0000\u00ff");
    set("attributes", "trusted.note", "root's");
    // A capability and an access list in the kernel's own form.
    set("attributes", "security.capability", hex("0100000200200000000000000000000000000000"));
    set(
        "attributes",
        "system.posix_acl_access",
        hex(
            "0200000001000600ffffffff02000600e803000004000400ffffffff10000600ffffffff20000400ffffffff"));
    set("sticky", "user.directory", "too");
  }

  private void times() throws IOException {
    writer.changeTimes(
        path("small"),
        Instant.ofEpochSecond(1, 2),
        Instant.ofEpochSecond(1_000_000_000, 123456789));
    writer.changeTimes(path("link"), Instant.EPOCH, Instant.ofEpochSecond(86_400, 5));
    writer.changeTimes(path("deep"), Instant.EPOCH, Instant.ofEpochSecond(3, 999_999_999));
    writer.changeTimes(path("empty"), Instant.EPOCH, Instant.ofEpochSecond(-100_000, 7));
  }

  private void set(String name, String attribute, String value) throws IOException {
    writer.setAttribute(path(name), new ExtendedAttribute(attribute, new RawText(value)));
  }

  private static String hex(String digits) {
    return new String(HexFormat.of().parseHex(digits), ISO_8859_1);
  }

  private byte[] path(String name) {
    return LocalTreeSource.raw(home.resolve(name)).bytes();
  }
}
