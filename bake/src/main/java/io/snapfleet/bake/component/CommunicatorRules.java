package io.snapfleet.bake.component;

import java.util.List;
import java.util.stream.Stream;

/** How the machine is reached: what a login needs. */
final class CommunicatorRules {
  private CommunicatorRules() {}

  static void check(Settings settings, Checks checks) {
    switch (settings.text("communicator").orElse("")) {
      case "ssh" -> checkSsh(settings, checks);
      case "winrm" -> {
        if (settings.text("winrm_username").isEmpty()) {
          checks.missing("winrm_username");
        }
      }
      default -> {}
    }
  }

  private static void checkSsh(Settings settings, Checks checks) {
    if (settings.text("ssh_username").isEmpty()) {
      checks.missing("ssh_username");
    }
    checkKeyFile("ssh_private_key_file", settings, checks);
    if (settings.text("ssh_bastion_host").isPresent() && !settings.flag("ssh_bastion_agent_auth")) {
      if (Stream.of("ssh_bastion_password", "ssh_bastion_private_key_file", "ssh_private_key_file")
          .noneMatch(checks::isGiven)) {
        checks.report(
            null, "ssh_bastion_password or ssh_bastion_private_key_file is missing", null);
      }
      checkKeyFile("ssh_bastion_private_key_file", settings, checks);
    }
    if (!List.of("sftp", "scp").contains(settings.text("ssh_file_transfer_method").orElse("scp"))) {
      checks.refuse("ssh_file_transfer_method", null, "must be scp or sftp");
    }
    if (checks.isGiven("ssh_bastion_host") && checks.isGiven("ssh_proxy_host")) {
      checks.refuse(
          "ssh_proxy_host", null, "only one of ssh_bastion_host, ssh_proxy_host may be given");
    }
  }

  private static void checkKeyFile(String key, Settings settings, Checks checks) {
    settings
        .text(key)
        .map(name -> name.replaceFirst("^~(?=/)", System.getProperty("user.home")))
        .ifPresent(name -> checks.checkExists(key, name, Key.Existing.FILE));
  }

  /** Where there is no builder that makes a machine, all of the login must be given. */
  static void checkLogin(Settings settings, Checks checks) {
    String communicator = settings.text("communicator").orElse("");
    if (communicator.equals("none")) {
      return;
    }
    String host = communicator.equals("winrm") ? "winrm_host" : "ssh_host";
    if (settings.text(host).isEmpty()) {
      checks.missing(host);
    }
    String password = communicator.equals("winrm") ? "winrm_password" : "ssh_password";
    List<String> ways = List.of("ssh_agent_auth", password, "ssh_private_key_file");
    List<String> given = ways.stream().filter(checks::isGiven).toList();
    if (given.isEmpty()) {
      checks.report(null, "one of " + String.join(", ", ways) + " must be given", null);
    } else if (given.size() > 1) {
      checks.report(null, "only one of " + String.join(", ", given) + " may be given", null);
    }
  }
}
