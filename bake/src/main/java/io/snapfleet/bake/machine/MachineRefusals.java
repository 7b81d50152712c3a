package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import java.util.List;
import java.util.stream.Stream;

/** What is not done of what the settings of builders with machines ask for. */
public final class MachineRefusals {
  private static final List<String> LOGINS =
      List.of("ssh_password", "ssh_certificate_file", "ssh_bastion_host", "ssh_proxy_host");
  private static final List<String> TUNNELS = List.of("ssh_local_tunnels", "ssh_remote_tunnels");
  private static final String HOST_NAME = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

  private MachineRefusals() {}

  /** A clause for each; none where all is done. */
  public static Stream<String> of(Settings settings) {
    String builder = "builder " + settings.type().name();
    return Stream.concat(communicator(settings), keys(settings)).map(why -> builder + " " + why);
  }

  private static Stream<String> communicator(Settings settings) {
    String communicator = settings.requiredText("communicator");
    return List.of("ssh", "none").contains(communicator)
        ? Stream.empty()
        : Stream.of("connects by ssh, not by " + communicator);
  }

  private static Stream<String> keys(Settings settings) {
    return Stream.of(
            LOGINS.stream().filter(key -> settings.text(key).isPresent()).map(MachineRefusals::key),
            TUNNELS.stream().filter(key -> !settings.texts(key).isEmpty()).map(MachineRefusals::no),
            Stream.of("ssh_agent_auth").filter(settings::flag).map(MachineRefusals::key),
            droplets(settings))
        .flatMap(clauses -> clauses);
  }

  private static Stream<String> droplets(Settings settings) {
    if (!settings.type().name().equals("digitalocean")) {
      return Stream.empty();
    }
    Stream<String> networks =
        Stream.concat(
                Stream.of("vpc_uuid").filter(key -> settings.text(key).isPresent()),
                Stream.of("connect_with_private_ip").filter(settings::flag))
            .map(key -> "makes a network for each build, and does not take " + key);
    return Stream.concat(networks, names(settings));
  }

  private static Stream<String> names(Settings settings) {
    return settings
        .text("droplet_name")
        .filter(name -> !name.matches(HOST_NAME))
        .map(name -> "needs a droplet_name of letters, digits and '-', not " + name)
        .stream();
  }

  private static String key(String name) {
    return "logs in by key alone (ssh_private_key_file, or a new one), and does not take " + name;
  }

  private static String no(String name) {
    return "does not take " + name;
  }
}
