package io.snapfleet.digitalocean;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What is sent: nothing that the vendor's description does not have; null is left out. */
final class Wire {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(
              old -> old.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private Wire() {}

  static String json(Object body) {
    return JSON.writeValueAsString(body);
  }

  /** What is no JSON is as good as no answer's body. */
  static JsonNode parsed(String text) {
    try {
      return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
    } catch (JacksonException notJson) {
      return MissingNode.getInstance();
    }
  }

  record NewDroplet(
      String name,
      String region,
      String size,
      long image,
      List<String> sshKeys,
      String userData,
      String vpcUuid,
      List<String> tags,
      List<String> volumes,
      boolean monitoring,
      boolean ipv6) {
    /** Leaves the user data out, which holds a private key. */
    @Override
    public String toString() {
      return "NewDroplet[" + name + "]";
    }
  }

  record DropletAction(String type) {}

  record Snapshot(String type, String name) {
    Snapshot(String name) {
      this("snapshot", name);
    }
  }

  record Transfer(String type, String region) {
    Transfer(String region) {
      this("transfer", region);
    }
  }

  record ImageName(String name) {}

  record NewKey(String name, String publicKey) {}

  record NewTag(String name) {}

  record Tagged(List<Resource> resources) {
    record Resource(String resourceId, String resourceType) {}

    static Tagged droplet(String id) {
      return new Tagged(List.of(new Resource(id, "droplet")));
    }
  }

  record NewVpc(String name, String region, @Nullable String description) {}

  record NewVolume(
      String name,
      String region,
      long sizeGigabytes,
      @Nullable String snapshotId,
      @Nullable String filesystemType,
      List<String> tags) {}

  record NewVolumeSnapshot(String name, List<String> tags) {}

  record CloudFirewall(
      String name, List<Inbound> inboundRules, List<Outbound> outboundRules, List<String> tags) {}

  record Inbound(String protocol, String ports, Peers sources) {}

  record Outbound(String protocol, String ports, Peers destinations) {}

  record Peers(@Nullable List<String> addresses, @Nullable List<String> tags) {
    static final Peers ANYWHERE = new Peers(List.of("0.0.0.0/0", "::/0"), null);

    static Peers tagged(String tag) {
      return new Peers(null, List.of(tag));
    }
  }

  record NewBalancer(
      String name,
      String region,
      List<Forwarding> forwardingRules,
      HealthCheck healthCheck,
      String tag,
      String vpcUuid) {}

  record Forwarding(String entryProtocol, int entryPort, String targetProtocol, int targetPort) {}

  record HealthCheck(
      String protocol,
      int port,
      String path,
      int checkIntervalSeconds,
      int responseTimeoutSeconds,
      int healthyThreshold,
      int unhealthyThreshold) {}

  record NewRecord(String type, String name, String data, long ttl) {}

  /** User data as cloud-init reads it: JSON is YAML, and needs no rules of escaping. */
  static String cloudConfig(Map<String, Object> settings) {
    return "#cloud-config\n" + JsonMapper.shared().writeValueAsString(settings) + "\n";
  }

  /** Several user data in one. */
  static String cloudConfigArchive(List<Map<String, String>> parts) {
    return "#cloud-config-archive\n" + JsonMapper.shared().writeValueAsString(parts) + "\n";
  }
}
