package io.snapfleet.bench.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeInputTest {
  private static final double SCALE = 0.005;

  @TempDir Path home;

  @Test
  void secondDayIsDifferentAndTheFirstCanBeHadBack() {
    TreeInput tree = TreeInput.make(home, SCALE);
    Path copy = home.resolve("copy/tree");
    copy(tree.path(), copy);
    Restored.requireSame(tree.path(), home.resolve("copy"), "cp");

    tree.change();
    assertThatThrownBy(() -> Restored.requireSame(tree.path(), home.resolve("copy"), "cp"))
        .isInstanceOf(BenchException.class)
        .hasMessage("cp restored other files than were backed up");

    tree.undo();
    Restored.requireSame(tree.path(), home.resolve("copy"), "cp");
  }

  @Test
  void oneDifferentByteIsSeen() throws Exception {
    Files.writeString(Files.createDirectories(home.resolve("tree")).resolve("file"), "one");
    Files.writeString(Files.createDirectories(home.resolve("copy/tree")).resolve("file"), "two");
    assertThatThrownBy(() -> Restored.requireSame(home.resolve("tree"), home.resolve("copy"), "cp"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("other content");
  }

  private static void copy(Path from, Path to) {
    Program.run("mkdir", "-p", to.getParent().toString());
    Program.run("cp", "-a", from.toString(), to.toString());
    assertThat(to).isDirectory();
  }
}
