package io.snapfleet.local;

import io.snapfleet.provider.api.PublishedPort;
import io.snapfleet.provider.api.VolumeMount;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What podman is asked for: a container that boots systemd from a directory of ours. */
final class ContainerSpec {
  private static final List<String> CAPABILITIES =
      List.of("SYS_ADMIN", "NET_ADMIN", "NET_RAW", "AUDIT_WRITE");

  private ContainerSpec() {}

  static Map<String, Object> of(
      MachineRecord machine, Path pool, String hostName, Limits limits, boolean limitMemory) {
    Map<String, Object> spec = new HashMap<>();
    spec.put("name", machine.id());
    spec.put("rootfs", pool.resolve("machines").resolve(machine.id()).toString());
    spec.put("command", List.of("/sbin/init"));
    spec.put("systemd", "always");
    spec.put("hostname", hostName);
    spec.put("use_image_hosts", true);
    spec.put("netns", Map.of("nsmode", "bridge"));
    spec.put("Networks", Map.of(machine.network().value(), network(machine.address())));
    spec.put("portmappings", machine.published().stream().map(ContainerSpec::port).toList());
    spec.put("mounts", machine.volumes().stream().map(volume -> mount(volume, pool)).toList());
    spec.put("cap_add", CAPABILITIES);
    spec.put("log_configuration", Map.of("driver", "none"));
    spec.put("r_limits", List.of(limit("nofile", limits.files()), processes(limits)));
    spec.put("resource_limits", resources(MachineSize.named(machine.size()), limitMemory));
    return spec;
  }

  private static Map<String, Object> network(String address) {
    return Map.of("static_ips", List.of(address), "static_mac", NetworkRecord.ethernet(address));
  }

  private static Map<String, Object> port(PublishedPort port) {
    return Map.of(
        "host_ip", port.hostAddress(),
        "host_port", port.hostPort(),
        "container_port", port.machinePort(),
        "protocol", "tcp");
  }

  private static Map<String, Object> mount(VolumeMount volume, Path pool) {
    return Map.of(
        "type", "bind",
        "source", pool.resolve("volumes").resolve(volume.volume().value()).toString(),
        "destination", volume.directory(),
        "options", List.of("rbind", "rw"));
  }

  private static Map<String, Object> processes(Limits limits) {
    return limit("nproc", limits.processes());
  }

  private static Map<String, Object> limit(String type, long value) {
    return Map.of("type", type, "soft", value, "hard", value);
  }

  private static Map<String, Object> resources(MachineSize size, boolean limitMemory) {
    Map<String, Object> cpu = Map.of("cpu", Map.of("shares", size.processorShares()));
    if (!limitMemory) {
      return cpu;
    }
    Map<String, Object> both = new HashMap<>(cpu);
    both.put("memory", Map.of("limit", size.memoryBytes()));
    return both;
  }
}
