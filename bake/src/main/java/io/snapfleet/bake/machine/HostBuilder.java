package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Builder;
import io.snapfleet.bake.run.Workpiece;
import io.snapfleet.remote.KnownHosts;
import io.snapfleet.remote.SshAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Builder {@code null} where it connects: to a machine that is there, and stays. */
public final class HostBuilder implements Builder {
  private final Settings settings;
  private final BuildSite site;
  private final MachineTools tools;
  private final Artifact artifact;

  /**
   * @param artifact what is there in the end
   */
  public HostBuilder(Settings settings, BuildSite site, MachineTools tools, Artifact artifact) {
    this.settings = settings;
    this.site = site;
    this.tools = tools;
    this.artifact = artifact;
  }

  @Override
  public Workpiece begin() {
    String host = settings.requiredText("ssh_host");
    SshLogin login = SshLogin.of(settings, site, tools.keys());
    return new HostPiece(host, hostKey(host, login), login, settings, site, tools, artifact);
  }

  private String hostKey(String host, SshLogin login) {
    return new KnownHosts(files())
        .hostKey(SshAddress.parse(login.address(host)))
        .orElseThrow(
            () ->
                new BuildException(
                    ("the host key of %s is not known: look at it with 'ssh-keyscan -t ed25519 -p %d"
                            + " %s', and add the line to ~/.ssh/known_hosts if it is the right one")
                        .formatted(host, login.port(), host)));
  }

  private List<Path> files() {
    return Stream.concat(
            Optional.ofNullable(site.surroundings().environment().get("HOME")).stream()
                .map(home -> Path.of(home, ".ssh", "known_hosts")),
            Stream.of(Path.of("/etc/ssh/ssh_known_hosts")))
        .toList();
  }
}
