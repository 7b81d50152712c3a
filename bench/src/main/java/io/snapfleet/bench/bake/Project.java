package io.snapfleet.bench.bake;

import io.snapfleet.bench.measure.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * A template with what it needs: two shell provisioners and one for a file of 8 MiB.
 *
 * @param name what is built, for people
 */
record Project(String name, Path directory) {
  private static final int FILE_BYTES = 8 << 20;

  /** What the first shell provisioner does besides writing pages. */
  enum Software {
    /** Installs a web server, as a template's first step usually does. */
    WEB_SERVER(
        "container",
        """
        export DEBIAN_FRONTEND=noninteractive
        apt-get -qq update
        apt-get -qq install --no-install-recommends nginx-light
        apt-get clean
        rm -rf /var/lib/apt/lists/*
        """),
    /** Nothing: what is left is the programs' own work. */
    NONE("light container", "");

    private final String build;
    private final String script;

    Software(String build, String script) {
      this.build = build;
      this.script = script;
    }
  }

  /**
   * @param directory empty
   */
  static Project write(Path directory, String base, String repository, Software software) {
    try {
      Files.writeString(directory.resolve("template.json"), template(directory, base, repository));
      Files.writeString(
          directory.resolve("pages.sh"),
          """
          #!/bin/sh
          set -e
          %smkdir -p /srv/site
          for page in $(seq "$PAGES"); do
            echo "page $page" > "/srv/site/$page.html"
          done
          """
              .formatted(software.script));
      byte[] content = new byte[FILE_BYTES];
      new Random(1).nextBytes(content);
      Files.write(directory.resolve("content.bin"), content);
      return new Project(software.build, directory);
    } catch (IOException full) {
      throw new BenchException("the template cannot be written: " + full, full);
    }
  }

  private static String template(Path directory, String base, String repository) {
    return """
      {
        "variables": {"tag": "1", "last": "1"},
        "builders": [{
          "type": "docker", "image": "%1$s", "pull": false, "commit": true,
          "changes": ["ENV SITE=bench", "WORKDIR /srv/site", "EXPOSE 80"]
        }],
        "provisioners": [
          {"type": "shell", "environment_vars": ["PAGES=300"], "script": "%3$s/pages.sh"},
          {"type": "file", "source": "%3$s/content.bin", "destination": "/srv/site/content.bin"},
          {"type": "shell", "inline": [
            "sha256sum /srv/site/content.bin > /srv/site/sum",
            "dpkg-query -W > /srv/site/packages",
            "echo {{user `last`}} > /srv/site/last"]}
        ],
        "post-processors": [[
          {"type": "docker-tag", "repository": "%2$s", "tag": "{{user `tag`}}"},
          {"type": "manifest", "output": "%3$s/manifest.json"}
        ]]
      }
      """
        .formatted(base, repository, directory);
  }

  String template() {
    return directory.resolve("template.json").toString();
  }
}
