package io.snapfleet.bake.part;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Communicator;
import io.snapfleet.bake.run.PosixText;

/** A directory on the piece that files for Ansible are put into. */
record StagingDirectory(String path, Communicator communicator, BuildSite site) {
  void make() {
    make(path);
  }

  /** The path of something in it. */
  String path(String name) {
    return name.isEmpty() ? path : path + "/" + name;
  }

  /** The same as a word of a command line. */
  String word(String name) {
    return PosixText.word(path(name));
  }

  /**
   * Uploads a file.
   *
   * @return where it is
   */
  String file(String what, String from, String name) {
    site.lines().message("Uploading " + what + ": " + from);
    String to = path(name);
    make(to.substring(0, to.lastIndexOf('/')));
    communicator.upload(site.resolve(from), to);
    return to;
  }

  /** Uploads what is in a directory. */
  void directory(String from, String name) {
    site.lines().message("Uploading directory: " + from);
    make(path(name));
    communicator.uploadDirectory(site.resolve(from), path(name), true);
  }

  /** Runs a command line in it. */
  int run(String command) {
    return communicator.run(
        "cd " + PosixText.word(path) + " && " + command,
        site.lines()::message,
        site.lines()::message);
  }

  void remove() {
    site.lines().message("Removing directory: " + path);
    require("rm -rf " + PosixText.word(path));
  }

  private void make(String directory) {
    require("mkdir -p " + PosixText.word(directory));
  }

  private void require(String command) {
    int status = communicator.run(command, site.lines()::message, site.lines()::error);
    if (status != 0) {
      throw new BuildException(
          "'%s' ended with status %d on the machine".formatted(command, status));
    }
  }
}
