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

  private static final String DROPLET =
      """
      {
        "builders": [{
          "type": "digitalocean", "api_token": "@TOKEN@", "api_url": "@ENDPOINT@",
          "region": "lon1", "size": "s-1vcpu-1gb", "image": "debian-12-x64",
          "communicator": "none", "snapshot_name": "trained-{{timestamp}}"
        }],
        "provisioners": [{"type": "shell-local", "inline": ["true"]}],
        "post-processors": [{"type": "manifest", "output": "@HOME@/manifest.json"}]
      }
      """;

  private BuildTraining() {}

  /** A template with a droplet of a cloud that is there for the time of the training. */
  static Path writeDroplet(Path home, String endpoint, String token) throws IOException {
    return Files.writeString(
        droplet(home),
        DROPLET
            .replace("@HOME@", home.toString())
            .replace("@ENDPOINT@", endpoint)
            .replace("@TOKEN@", token));
  }

  /** Where that is. */
  static Path droplet(Path home) {
    return home.resolve("droplet.json");
  }

  static Path write(Path home) throws IOException {
    Path engine = Files.writeString(home.resolve("podman"), ENGINE);
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Files.writeString(
        home.resolve("template.json"), TEMPLATE.replace("@HOME@", home.toString()));
  }
}
