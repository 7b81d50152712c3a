package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.BootIdentity;
import io.snapfleet.provider.api.ProviderException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A machine's identity as cloud-init takes it. What an image brings of another machine's identity
 * is taken away first, at the first boot of each droplet and at no later one.
 */
final class UserData {
  private static final int LONGEST = 64 * 1024;

  private static final String FORGET =
      "rm -f /etc/ssh/ssh_host_* /root/.ssh/authorized_keys /etc/machine-id"
          + " /var/lib/dbus/machine-id && systemd-machine-id-setup";

  /** What cloud-init takes as a part of an archive. */
  private static final Pattern PART =
      Pattern.compile("#!|#cloud-config\\s|#cloud-boothook\\s|## template: jinja\\s");

  private UserData() {}

  /** A volume by the name that its device has, and where it is to appear. */
  record MountedVolume(String name, String directory) {}

  /**
   * @param others what else cloud-init is told, in any form that it takes; empty for nothing
   */
  static String of(BootIdentity identity, List<MountedVolume> volumes, String others) {
    String own = Wire.cloudConfig(settings(identity, volumes));
    if (others.isBlank()) {
      return checked(own, identity);
    }
    refuseWhatIsNoPart(others);
    return checked(Wire.cloudConfigArchive(parts(own, others)), identity);
  }

  private static void refuseWhatIsNoPart(String others) {
    if (!PART.matcher(others).lookingAt()) {
      throw new ProviderException.Permanent(
          "user data must be one part, which begins with #!, #cloud-config or #cloud-boothook",
          "Give a script or a #cloud-config; what is made of several parts cannot be joined with"
              + " the machine's identity.");
    }
  }

  /**
   * The others' part comes first, and ours is merged into it: lists of both are kept, and of single
   * values the others'.
   */
  private static List<Map<String, String>> parts(String own, String others) {
    return List.of(
        Map.of("content", others),
        Map.of(
            "type",
            "text/cloud-config",
            "Merge-Type",
            "list(append)+dict(no_replace,recurse_list)+str()",
            "content",
            own));
  }

  private static Map<String, Object> settings(BootIdentity identity, List<MountedVolume> volumes) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("hostname", identity.hostName());
    settings.put("fqdn", identity.hostName());
    settings.put("preserve_hostname", false);
    settings.put(
        "bootcmd",
        List.of(List.of("cloud-init-per", "instance", "snapfleet-forget", "sh", "-c", FORGET)));
    settings.put("ssh_deletekeys", true);
    settings.put("ssh_genkeytypes", List.of());
    settings.put(
        "ssh_keys",
        Map.of(
            "ed25519_private", identity.hostKeyPrivate(),
            "ed25519_public", identity.hostKeyPublic()));
    settings.put("disable_root", false);
    settings.put(
        "users",
        List.of(
            Map.of(
                "name",
                "root",
                "lock_passwd",
                true,
                "ssh_authorized_keys",
                identity.authorizedKeys())));
    if (!volumes.isEmpty()) {
      settings.put("mounts", volumes.stream().map(UserData::mount).toList());
    }
    return settings;
  }

  private static List<String> mount(MountedVolume volume) {
    return List.of(
        "/dev/disk/by-id/scsi-0DO_Volume_" + volume.name(),
        volume.directory(),
        "ext4",
        "defaults,nofail,discard",
        "0",
        "2");
  }

  private static String checked(String text, BootIdentity identity) {
    if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new ProviderException.Permanent(
          "the user data of %s are longer than the 64 KiB that DigitalOcean takes"
              .formatted(identity.hostName()),
          "Let fewer keys log in, or give less user data.");
    }
    return text;
  }
}
