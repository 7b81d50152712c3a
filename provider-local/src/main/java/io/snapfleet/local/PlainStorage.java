package io.snapfleet.local;

import io.snapfleet.provider.api.ImageFiles;
import io.snapfleet.provider.api.ProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Trees as plain directories, for where there is no btrfs: a copy takes time and room. */
final class PlainStorage implements Storage {
  private final Commands commands;
  private final Path views;

  /**
   * @param views a directory for the mounts through which trees are shown
   */
  PlainStorage(Commands commands, Path views) {
    this.commands = commands;
    this.views = views;
  }

  @Override
  public void create(Path tree) {
    try {
      Files.createDirectory(tree);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  @Override
  public void copy(Path from, Path to) {
    List<String> command =
        List.of("cp", "-a", "--reflink=auto", "--sparse=auto", from.toString(), to.toString());
    Commands.Result result = commands.run(Deadlines.COPY, command, line -> {});
    if (!result.succeeded()) {
      delete(to);
      throw Commands.failure(command, result);
    }
  }

  @Override
  public OptionalLong written(Path tree, Path copy) {
    return OptionalLong.empty();
  }

  @Override
  public boolean copyNeedsRest() {
    return true;
  }

  @Override
  public void sync() {
    commands.require("sync", "-f", views.toString());
  }

  @Override
  public void seal(Path tree) {
    // Directories cannot be sealed; they are only shown through a read-only mount.
  }

  @Override
  public void delete(Path tree) {
    if (Files.exists(tree)) {
      Mounts.removeBelow(tree, commands);
      commands.require("rm", "-rf", "--one-file-system", tree.toString());
    }
  }

  @Override
  public ImageFiles open(Path tree) {
    Path view = views.resolve(Ids.next("view"));
    try {
      Files.createDirectories(view);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    commands.require("mount", "--bind", tree.toString(), view.toString());
    try {
      commands.require("mount", "-o", "remount,bind,ro", view.toString());
    } catch (ProviderException refused) {
      hide(view);
      throw refused;
    }
    return new ImageFiles() {
      @Override
      public Path root() {
        return view;
      }

      @Override
      public void close() {
        hide(view);
      }
    };
  }

  @Override
  public void close() {
    // Nothing serves plain directories.
  }

  private void hide(Path view) {
    commands.require("umount", view.toString());
    try {
      Files.delete(view);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
