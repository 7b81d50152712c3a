package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.ImageFiles;
import io.snapfleet.provider.api.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both kinds of storage, in a pool of their own. */
class StorageIT {
  private final Commands commands = new Commands();

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"btrfs", "plain"})
  void a_copy_and_its_origin_go_their_own_ways(String kind) throws IOException {
    HomeLayout layout = layout(kind);
    Storage storage = pool(layout, kind).open();
    try {
      Path origin = layout.pool().resolve("images/one");
      Path copy = layout.pool().resolve("machines/two");
      storage.create(origin);
      Files.writeString(origin.resolve("page"), "old");
      storage.sync();
      storage.seal(origin);
      storage.copy(origin, copy);
      Files.writeString(copy.resolve("page"), "new");

      try (ImageFiles files = storage.open(origin)) {
        assertThat(files.root().resolve("page")).hasContent("old");
        assertThatThrownBy(() -> Files.writeString(files.root().resolve("page"), "x"))
            .isInstanceOf(IOException.class);
      }
      storage.delete(origin);
      storage.delete(origin);
      assertThat(origin).doesNotExist();
      assertThat(copy.resolve("page")).hasContent("new");
      storage.delete(copy);
    } finally {
      storage.close();
    }
    assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(directory.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"btrfs", "plain"})
  void a_pool_opens_again_as_what_it_was_made(String kind) throws IOException {
    HomeLayout layout = layout(kind);
    Storage first = pool(layout, kind).open();
    first.create(layout.pool().resolve("volumes/data"));
    Files.writeString(layout.pool().resolve("volumes/data/row"), "one");
    first.sync();
    first.close();

    Storage second = pool(layout, "auto").open();
    try {
      assertThat(second.copyNeedsRest()).isEqualTo(kind.equals("plain"));
      assertThat(layout.pool().resolve("volumes/data/row")).hasContent("one");
    } finally {
      second.close();
    }
  }

  @Test
  void a_pool_whose_decision_was_cut_off_is_decided_again() throws IOException {
    HomeLayout layout = layout("cut-off");
    Files.createFile(layout.local().resolve("storage"));

    pool(layout, "plain").open().close();

    assertThat(layout.local().resolve("storage")).hasContent("PLAIN");
  }

  @Test
  void a_full_disk_does_not_make_a_home_do_without_btrfs_for_ever() throws IOException {
    Path small = Files.createDirectory(directory.resolve("small"));
    commands.require("mount", "-t", "tmpfs", "-o", "size=1m", "none", small.toString());
    try {
      HomeLayout layout = new HomeLayout(small.resolve("local"), directory.resolve("run/small"));
      layout.create();

      assertThatThrownBy(() -> pool(layout, "auto").open())
          .isInstanceOf(ProviderException.InsufficientCapacity.class);

      assertThat(layout.local().resolve("storage")).doesNotExist();
    } finally {
      commands.require("umount", small.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"btrfs", "plain"})
  void a_tree_in_which_a_killed_build_left_mounts_is_deleted_and_the_mounts_content_is_not(
      String kind) throws IOException {
    HomeLayout layout = layout(kind);
    Storage storage = pool(layout, kind).open();
    try {
      Path tree = layout.pool().resolve("images/one");
      Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
      Files.writeString(elsewhere.resolve("precious"), "host");
      storage.create(tree);
      Path mount = Files.createDirectory(tree.resolve("mnt"));
      commands.require("mount", "--bind", elsewhere.toString(), mount.toString());

      storage.delete(tree);

      assertThat(tree).doesNotExist();
      assertThat(elsewhere.resolve("precious")).hasContent("host");
    } finally {
      storage.close();
    }
  }

  @Test
  void a_tree_with_subvolumes_of_its_own_is_deleted_whole() {
    HomeLayout layout = layout("nested");
    Storage storage = pool(layout, "btrfs").open();
    try {
      Path tree = layout.pool().resolve("machines/one");
      storage.create(tree);
      storage.create(tree.resolve("inner"));
      storage.create(tree.resolve("inner/innermost"));
      storage.seal(tree.resolve("inner/innermost"));

      storage.delete(tree);

      assertThat(tree).doesNotExist();
      assertThat(commands.require("btrfs", "subvolume", "list", layout.pool().toString()))
          .isEmpty();
    } finally {
      storage.close();
    }
  }

  @Test
  void btrfs_knows_what_was_written_to_a_copy_and_is_still_in_a_copy_of_it() throws IOException {
    HomeLayout layout = layout("written");
    Storage storage = pool(layout, "btrfs").open();
    try {
      Path image = layout.pool().resolve("images/one");
      Path machine = layout.pool().resolve("machines/two");
      Path second = layout.pool().resolve("images/three");
      storage.create(image);
      Files.write(image.resolve("system"), new byte[1 << 20]);
      storage.sync();
      storage.copy(image, machine);
      Files.write(machine.resolve("page"), new byte[1 << 16]);
      Files.write(machine.resolve("log"), new byte[1 << 18]);
      storage.sync();
      storage.copy(machine, second);
      Files.delete(second.resolve("log"));
      storage.sync();

      assertThat(storage.written(machine, second)).hasValue(1 << 16);
    } finally {
      storage.close();
    }
  }

  @Test
  void a_pool_that_has_become_read_only_is_mounted_anew_when_it_is_opened() throws IOException {
    HomeLayout layout = layout("btrfs");
    Storage full = pool(layout, "btrfs").open();
    Path tree = layout.pool().resolve("volumes/data");
    commands.require("mount", "-o", "remount,ro", layout.pool().toString());
    try {
      assertThatThrownBy(() -> full.create(tree))
          .isInstanceOf(ProviderException.Permanent.class)
          .hasMessageContaining("has become read-only");
      assertThat(new HostChecks(Path.of("/"), commands).pools())
          .returns(Finding.Status.WARNING, Finding::status)
          .satisfies(finding -> assertThat(finding.found()).contains(layout.pool().toString()));

      pool(layout, "auto").open().create(tree);

      assertThat(new HostChecks(Path.of("/"), commands).pools().found())
          .doesNotContain(layout.pool().toString());
      full.delete(tree);
    } finally {
      full.close();
    }
  }

  @Test
  void a_pool_that_has_become_read_only_and_is_in_use_is_told_with_what_to_do() throws IOException {
    HomeLayout layout = layout("btrfs");
    Storage full = pool(layout, "btrfs").open();
    commands.require("mount", "-o", "remount,ro", layout.pool().toString());
    Process user = new ProcessBuilder("sleep", "600").directory(layout.pool().toFile()).start();
    try {
      assertThatThrownBy(() -> pool(layout, "auto").open())
          .isInstanceOf(ProviderException.Permanent.class)
          .hasMessageContaining("cannot be mounted anew")
          .hasMessageContaining("busy");
    } finally {
      user.destroyForcibly().onExit().join();
      full.close();
    }
  }

  private HomeLayout layout(String name) {
    HomeLayout layout =
        new HomeLayout(directory.resolve(name).resolve("local"), directory.resolve("run"));
    layout.create();
    return layout;
  }

  private Pool pool(HomeLayout layout, String storage) {
    var settings = LocalSettings.of(Map.of("storage", storage, "pool-size", "2GB"));
    return new Pool(layout, settings, commands);
  }
}
