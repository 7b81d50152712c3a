package io.snapfleet.bench.bake;

import io.snapfleet.bench.bake.BakeReport.Row;
import io.snapfleet.bench.cloud.SimulatedCloud;
import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.Progress;
import io.snapfleet.bench.measure.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds of a snapshot of a simulated droplet, which both programs connect to. */
record DropletBuilds(Turns turns, SimulatedCloud cloud, Progress progress) {
  private static final String TEMPLATE =
      """
      {
        "variables": {"token": null, "endpoint": null},
        "sensitive-variables": ["token"],
        "builders": [{
          "type": "digitalocean", "api_token": "{{user `token`}}", "api_url": "{{user `endpoint`}}",
          "region": "lon1", "size": "s-1vcpu-1gb", "image": "debian-12-x64",
          "ssh_username": "root", "snapshot_name": "web-{{timestamp}}"
        }],
        "provisioners": [{"type": "shell-local", "inline": ["test -n \\"$PACKER_BUILD_NAME\\""]}],
        "post-processors": [{"type": "manifest", "output": "MANIFEST"}]
      }
      """;

  /**
   * @param what the row is called
   */
  Row row(String what) {
    Path template = template();
    Map<String, String> variables = Map.of("token", cloud.token(), "endpoint", cloud.endpoint());
    List<Double> ours = new ArrayList<>();
    List<Double> packers = new ArrayList<>();
    for (int pair = 1; pair <= turns.pairs(); pair++) {
      progress.say("droplet, pair %d of %d".formatted(pair, turns.pairs()));
      packers.add(turns.packer(Map.of(), template, variables));
      ours.add(turns.snapfleet(Map.of(), pair, template, variables));
    }
    return new Row(what, new Samples(ours), new Samples(packers), "0.9x");
  }

  private Path template() {
    String manifest = turns.directory().resolve("droplets.json").toString();
    try {
      return Files.writeString(
          turns.directory().resolve("droplet.json"), TEMPLATE.replace("MANIFEST", manifest));
    } catch (IOException full) {
      throw new BenchException("the template cannot be written: " + full, full);
    }
  }
}
