package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Communicator;
import io.snapfleet.bake.run.Workpiece;
import java.util.HashMap;
import java.util.Map;

/** A machine that is there, and stays. For use by one thread at a time. */
final class HostPiece implements Workpiece {
  private final String host;
  private final String hostKey;
  private final SshLogin login;
  private final Settings settings;
  private final BuildSite site;
  private final MachineTools tools;
  private final Artifact artifact;
  private final SshCommunicator ssh;

  HostPiece(
      String host,
      String hostKey,
      SshLogin login,
      Settings settings,
      BuildSite site,
      MachineTools tools,
      Artifact artifact) {
    this.host = host;
    this.hostKey = hostKey;
    this.login = login;
    this.settings = settings;
    this.site = site;
    this.tools = tools;
    this.artifact = artifact;
    this.ssh = new SshCommunicator(tools.remote(), login.target(host, host, hostKey));
  }

  @Override
  public void connect() {
    Connecting.to(ssh, host, settings, site.lines(), tools.pause());
  }

  @Override
  public Communicator communicator() {
    return ssh;
  }

  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new HashMap<>(login.facts(host, hostKey));
    facts.put("ID", "Null");
    return facts;
  }

  @Override
  public Artifact finish() {
    return artifact;
  }

  @Override
  public void discard() {
    ssh.close();
  }

  /** What was there before is not spoken of. */
  @Override
  public String remains() {
    ssh.close();
    return "";
  }
}
