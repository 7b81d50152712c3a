package io.snapfleet.bake.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which rules hold for which component, besides those in its data. */
final class Rules {
  private static final Pattern DROPLET_TAG = Pattern.compile("[A-Za-z0-9:_-]{1,255}");
  private static final Set<String> CHECKSUMS =
      Set.of("md5", "sha1", "sha224", "sha256", "sha384", "sha512");
  private static final int HIGHEST_PORT = 65535;

  private Rules() {}

  static List<Rule> of(ComponentType type) {
    List<Rule> rules = new ArrayList<>();
    if (type.keys().containsKey("communicator") && !type.name().equals("azure-arm")) {
      rules.add(CommunicatorRules::check);
    }
    switch (type.family()) {
      case BUILDER -> {
        switch (type.name()) {
          case "digitalocean" -> rules.add(Rules::digitalOcean);
          case "docker" -> rules.add(Rules::docker);
          case "null" -> rules.add(CommunicatorRules::checkLogin);
          default -> {}
        }
      }
      case PROVISIONER -> {
        switch (type.name()) {
          case "ansible" -> rules.add(Rules::ansible);
          case "file" -> rules.add(Rules::file);
          default -> {}
        }
      }
      case POST_PROCESSOR -> {
        if (type.name().equals("checksum")) {
          rules.add(Rules::checksum);
        }
      }
    }
    return rules;
  }

  private static void digitalOcean(Settings settings, Checks checks) {
    settings.texts("tags").stream()
        .filter(tag -> !DROPLET_TAG.matcher(tag).matches())
        .forEach(
            tag ->
                checks.refuse(
                    "tags", tag, "a tag has letters, digits, ':', '_' and '-': not " + tag));
    for (String key : List.of("vpc_uuid", "connect_with_private_ip")) {
      if (checks.isGiven(key) && !settings.flag("private_networking")) {
        checks.refuse(key, null, "needs private_networking to be true");
      }
    }
  }

  private static void docker(Settings settings, Checks checks) {
    settings
        .text("export_path")
        .filter(checks::isDirectory)
        .ifPresent(path -> checks.refuse("export_path", path, "must be a file, not a directory"));
    if (settings.flag("ecr_login") && settings.text("login_server").isEmpty()) {
      checks.refuse("ecr_login", null, "needs login_server");
    }
  }

  private static void ansible(Settings settings, Checks checks) {
    settings
        .number("local_port")
        .filter(port -> port > HIGHEST_PORT)
        .ifPresent(port -> checks.refuse("local_port", null, "must be at most " + HIGHEST_PORT));
  }

  private static void file(Settings settings, Checks checks) {
    if (!checks.isGiven("source") && !checks.isGiven("sources")) {
      checks.missing("source");
    }
    if (settings.text("direction").equals(Optional.of("download")) || settings.flag("generated")) {
      return;
    }
    settings
        .text("source")
        .ifPresent(name -> checks.checkExists("source", name, Key.Existing.ANYTHING));
    settings
        .texts("sources")
        .forEach(name -> checks.checkExists("sources", name, Key.Existing.ANYTHING));
  }

  private static void checksum(Settings settings, Checks checks) {
    settings.texts("checksum_types").stream()
        .filter(type -> !CHECKSUMS.contains(type))
        .forEach(
            type -> checks.refuse("checksum_types", type, "there is no checksum of type " + type));
  }
}
