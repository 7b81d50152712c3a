package io.snapfleet.devcloud.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a machine takes from its user data, where that is a {@code #cloud-config} or an archive with
 * such among its parts; any other kind, and any other key, is left alone.
 *
 * @param hostName empty when it does not say
 * @param hostKeyPrivate an OpenSSH private key file; empty when it has none
 * @param hostKeyPublic empty when it has none
 * @param authorizedKeys public key lines that may log in as root
 */
public record UserData(
    String hostName,
    String hostKeyPrivate,
    String hostKeyPublic,
    List<String> authorizedKeys,
    List<Mount> mounts) {
  private static final String MARK = "#cloud-config";
  private static final String ARCHIVE = "#cloud-config-archive";
  private static final String DEVICE = "/dev/disk/by-id/scsi-0DO_Volume_";
  private static final UserData NONE = new UserData("", "", "", List.of(), List.of());

  public UserData {
    authorizedKeys = List.copyOf(authorizedKeys);
    mounts = List.copyOf(mounts);
  }

  /** A volume, by its name, and where it appears. */
  public record Mount(String volume, String directory) {}

  public static UserData parse(String text) {
    if (!text.startsWith(MARK)) {
      return NONE;
    }
    try {
      Object document = new Load(LoadSettings.builder().build()).loadFromString(text);
      return switch (document) {
        case Map<?, ?> keys -> read(keys);
        case List<?> parts when text.startsWith(ARCHIVE) -> archive(parts);
        case null, default -> NONE;
      };
    } catch (YamlEngineException notYaml) {
      return NONE;
    }
  }

  /** Later parts add to what earlier ones say. */
  private static UserData archive(List<?> parts) {
    UserData all = NONE;
    for (Object part : parts) {
      Object content = part instanceof Map<?, ?> map ? map.get("content") : part;
      all = all.and(parse(content instanceof String one ? one : ""));
    }
    return all;
  }

  private UserData and(UserData later) {
    boolean keyed = !hostKeyPrivate.isEmpty();
    return new UserData(
        hostName.isEmpty() ? later.hostName : hostName,
        keyed ? hostKeyPrivate : later.hostKeyPrivate,
        keyed ? hostKeyPublic : later.hostKeyPublic,
        joined(authorizedKeys, later.authorizedKeys),
        joined(mounts, later.mounts));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private static UserData read(Map<?, ?> keys) {
    Map<?, ?> hostKeys = keys.get("ssh_keys") instanceof Map<?, ?> map ? map : Map.of();
    return new UserData(
        text(keys, "hostname"),
        text(hostKeys, "ed25519_private"),
        text(hostKeys, "ed25519_public"),
        rootKeys(keys),
        mounts(keys));
  }

  private static List<String> rootKeys(Map<?, ?> keys) {
    List<String> lines = new ArrayList<>();
    for (Object user : list(keys, "users")) {
      if (user instanceof Map<?, ?> map && text(map, "name").equals("root")) {
        list(map, "ssh_authorized_keys").forEach(line -> lines.add(String.valueOf(line)));
      }
    }
    return lines;
  }

  private static List<Mount> mounts(Map<?, ?> keys) {
    List<Mount> mounts = new ArrayList<>();
    for (Object entry : list(keys, "mounts")) {
      if (entry instanceof List<?> fields
          && fields.size() >= 2
          && fields.get(0) instanceof String device
          && device.startsWith(DEVICE)) {
        mounts.add(new Mount(device.substring(DEVICE.length()), String.valueOf(fields.get(1))));
      }
    }
    return mounts;
  }

  private static String text(Map<?, ?> map, String key) {
    return map.get(key) instanceof String text ? text : "";
  }

  private static List<?> list(Map<?, ?> map, String key) {
    return map.get(key) instanceof List<?> list ? list : List.of();
  }

  /** Leaves the private key out. */
  @Override
  public String toString() {
    return "UserData[" + hostName + ", " + hostKeyPublic + ", " + mounts + "]";
  }
}
