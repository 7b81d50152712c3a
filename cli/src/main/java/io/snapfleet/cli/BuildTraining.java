package io.snapfleet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * An image template to be trained with, and something that answers as podman does to what its build
 * asks. The environment of the training names that as the program that runs containers.
 */
final class BuildTraining {
  private static final String ENGINE =
      """
      #!/bin/sh
      case $1 in
        image) echo "trained 0" ;;
        run | commit) echo trained ;;
        exec) cat >/dev/null; echo done; echo warned >&2 ;;
      esac
      """;
  private static final String TEMPLATE =
      """
      {
        "variables": {"last": "1", "secret": "hidden"},
        "sensitive-variables": ["secret"],
        "builders": [{
          "type": "docker", "image": "trained", "pull": false, "commit": true,
          "changes": ["ENV SITE=trained"]
        }],
        "provisioners": [
          {"type": "shell", "environment_vars": ["A={{user `secret`}}"], "script": "@HOME@/podman"},
          {"type": "file", "source": "@HOME@/podman", "destination": "/srv/"},
          {"type": "shell", "inline": ["echo {{user `last`}}"]}
        ],
        "post-processors": [[
          {"type": "docker-tag", "repository": "trained", "tag": "{{user `last`}}"},
          {"type": "manifest", "output": "@HOME@/manifest.json", "strip_path": true}
        ]]
      }
      """;

  private BuildTraining() {}

  static Path write(Path home) throws IOException {
    Path engine = Files.writeString(home.resolve("podman"), ENGINE);
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Files.writeString(
        home.resolve("template.json"), TEMPLATE.replace("@HOME@", home.toString()));
  }
}
