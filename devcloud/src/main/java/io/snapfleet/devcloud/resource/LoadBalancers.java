package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.Pace;
import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Pages;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.store.Kind;
import io.snapfleet.devcloud.traffic.BalancerOrder;
import io.snapfleet.devcloud.traffic.HealthCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Load balancers as data: they have members and an address. What carries their traffic, where
 * droplets are real, is told by {@link #orders}.
 */
final class LoadBalancers {
  /** Protocols of rules that are carried, as connections. */
  private static final Set<String> PLAIN = Set.of("http", "tcp");

  private static final List<String> RULE =
      List.of("entry_protocol", "entry_port", "target_protocol", "target_port");

  /** Members that a caller sets and that are answered as they were given, or as here. */
  private static final String DEFAULTS =
      """
      {
        "size_unit": 1, "algorithm": "round_robin", "redirect_http_to_https": false,
        "enable_proxy_protocol": false, "enable_backend_keepalive": false,
        "http_idle_timeout_seconds": 60, "disable_lets_encrypt_dns_records": false,
        "project_id": "", "type": "REGIONAL", "network": "EXTERNAL",
        "health_check": {
          "protocol": "http", "port": 80, "path": "/", "check_interval_seconds": 10,
          "response_timeout_seconds": 5, "unhealthy_threshold": 5, "healthy_threshold": 3
        },
        "sticky_sessions": {"type": "none"},
        "firewall": {"allow": [], "deny": []}
      }
      """;

  private final Cloud cloud;
  private final Catalog catalog;
  private final Vpcs vpcs;
  private final Addresses addresses;
  private final Pace pace;

  LoadBalancers(Cloud cloud, Catalog catalog, Vpcs vpcs, Pace pace) {
    this.cloud = cloud;
    this.catalog = catalog;
    this.vpcs = vpcs;
    this.addresses = new Addresses(cloud);
    this.pace = pace;
  }

  void routes(Router router) {
    String one = "/v2/load_balancers/{id}";
    router
        .on(
            "GET /v2/load_balancers",
            "load_balancer:read",
            request ->
                Pages.of(request, "load_balancers", cloud.listed(Kind.LOAD_BALANCER), this::shown))
        .on("POST /v2/load_balancers", "load_balancer:create", this::create)
        .on("GET " + one, "load_balancer:read", request -> reply(named(request)))
        .on("PUT " + one, "load_balancer:update", this::replace)
        .on("DELETE " + one, "load_balancer:delete", this::delete)
        .on("POST " + one + "/droplets", "load_balancer:update", it -> droplets(it, true))
        .on("DELETE " + one + "/droplets", "load_balancer:update", it -> droplets(it, false))
        .on("POST " + one + "/forwarding_rules", "load_balancer:update", it -> rules(it, true))
        .on("DELETE " + one + "/forwarding_rules", "load_balancer:update", it -> rules(it, false));
  }

  private ObjectNode named(Request request) {
    return cloud.find(Kind.LOAD_BALANCER, request.variable("id"));
  }

  private Reply create(Request request) {
    String region = request.requiredText("region");
    if (catalog.region(region).isEmpty()) {
      throw ApiError.unprocessable("region is invalid");
    }
    ObjectNode balancer = Json.object().put("id", cloud.newUuid());
    balancer.put("created_at", cloud.stamp()).put("region", region);
    balancer.put("_ip", addresses.nextPublic());
    balancer.put("_due", cloud.now().plus(cloud.draw(pace.boot())).toEpochMilli());
    ObjectNode vpc =
        request
            .text("vpc_uuid")
            .map(id -> cloud.find(Kind.VPC, id))
            .orElseGet(() -> vpcs.defaultOf(region));
    balancer.put("vpc_uuid", Json.text(vpc, "id"));
    fill(request, balancer);
    cloud.create(request, Kind.LOAD_BALANCER, Json.text(balancer, "id"), balancer);
    return Reply.accepted(Json.wrap("load_balancer", shown(balancer)));
  }

  private Reply replace(Request request) {
    ObjectNode balancer = named(request).deepCopy();
    fill(request, balancer);
    cloud.store().put(Kind.LOAD_BALANCER, Json.text(balancer, "id"), balancer);
    return reply(balancer);
  }

  private void fill(Request request, ObjectNode balancer) {
    String name = request.requiredText("name");
    boolean taken =
        cloud.store().all(Kind.LOAD_BALANCER).stream()
            .filter(other -> Json.text(other, "name").equals(name))
            .anyMatch(other -> !Json.text(other, "id").equals(Json.text(balancer, "id")));
    if (taken) {
      throw ApiError.unprocessable("the name of the load balancer is in use already");
    }
    balancer.put("name", name);
    JsonMapper.shared()
        .readTree(DEFAULTS)
        .properties()
        .forEach(
            member -> {
              JsonNode given = request.value(member.getKey()).orElse(member.getValue());
              balancer.set(member.getKey(), completed(given, member.getValue()));
            });
    balancer.set("forwarding_rules", checkedRules(request));
    if (balancer.get("forwarding_rules").isEmpty()) {
      throw ApiError.unprocessable("forwarding_rules needs at least one rule");
    }
    String tag = request.text("tag").orElse("");
    List<String> droplets = droplets(request, Json.text(balancer, "region"));
    if (!tag.isEmpty() && !droplets.isEmpty()) {
      throw ApiError.unprocessable("either droplet_ids or tag may be given, not both");
    }
    balancer.put("tag", tag).set("droplet_ids", Json.numbers(droplets));
  }

  /** An object's members that were not given are as usual. */
  private static JsonNode completed(JsonNode given, JsonNode usual) {
    return given instanceof ObjectNode object && usual instanceof ObjectNode defaults
        ? defaults.deepCopy().setAll(object)
        : given;
  }

  private static ArrayNode checkedRules(Request request) {
    ArrayNode rules = JsonMapper.shared().createArrayNode();
    for (JsonNode rule : request.list("forwarding_rules")) {
      for (String member : RULE) {
        if (!rule.has(member)) {
          throw ApiError.unprocessable("a forwarding rule needs " + member);
        }
      }
      ObjectNode kept = rules.addObject().put("certificate_id", "").put("tls_passthrough", false);
      kept.setAll((ObjectNode) rule);
    }
    return rules;
  }

  private List<String> droplets(Request request, String region) {
    List<String> ids = request.texts("droplet_ids");
    for (String id : ids) {
      boolean there =
          cloud
              .store()
              .find(Kind.DROPLET, id)
              .filter(droplet -> Json.text(droplet, "region").equals(region))
              .isPresent();
      if (!there) {
        throw ApiError.unprocessable("droplet_ids has no Droplet of the region: " + id);
      }
    }
    return ids;
  }

  private Reply droplets(Request request, boolean add) {
    ObjectNode balancer = named(request).deepCopy();
    if (!Json.text(balancer, "tag").isEmpty()) {
      throw ApiError.unprocessable("the load balancer takes its Droplets by tag");
    }
    List<String> ids = new ArrayList<>(Json.texts(balancer, "droplet_ids"));
    List<String> some =
        add ? droplets(request, Json.text(balancer, "region")) : request.texts("droplet_ids");
    ids.removeAll(some);
    if (add) {
      ids.addAll(some);
    }
    balancer.set("droplet_ids", Json.numbers(ids));
    cloud.store().put(Kind.LOAD_BALANCER, Json.text(balancer, "id"), balancer);
    return Reply.noContent();
  }

  private Reply rules(Request request, boolean add) {
    ObjectNode balancer = named(request).deepCopy();
    List<JsonNode> some = List.copyOf(checkedRules(request).values());
    ArrayNode kept = JsonMapper.shared().createArrayNode();
    balancer.get("forwarding_rules").values().stream()
        .filter(rule -> some.stream().noneMatch(other -> sameEntry(rule, other)))
        .forEach(kept::add);
    if (add) {
      kept.addAll(some);
    }
    if (kept.isEmpty()) {
      throw ApiError.unprocessable("a load balancer keeps at least one forwarding rule");
    }
    balancer.set("forwarding_rules", kept);
    cloud.store().put(Kind.LOAD_BALANCER, Json.text(balancer, "id"), balancer);
    return Reply.noContent();
  }

  private static boolean sameEntry(JsonNode rule, JsonNode other) {
    return rule.get("entry_port").equals(other.get("entry_port"))
        && rule.get("entry_protocol").equals(other.get("entry_protocol"));
  }

  private Reply delete(Request request) {
    cloud.store().remove(Kind.LOAD_BALANCER, Json.text(named(request), "id"));
    return Reply.noContent();
  }

  private Reply reply(ObjectNode balancer) {
    return Reply.ok(Json.wrap("load_balancer", shown(balancer)));
  }

  private ObjectNode shown(ObjectNode balancer) {
    boolean active = isActive(balancer);
    ObjectNode shown = Json.shown(balancer).put("status", active ? "active" : "new");
    shown.put("ip", active ? Json.text(balancer, "_ip") : "");
    shown.set("droplet_ids", Json.numbers(members(balancer).toList()));
    catalog.region(Json.text(balancer, "region")).ifPresent(it -> shown.set("region", it));
    return shown;
  }

  /** What those that are active shall do, where droplets are real machines. */
  List<BalancerOrder> orders() {
    return cloud.store().all(Kind.LOAD_BALANCER).stream()
        .filter(this::isActive)
        .map(this::order)
        .toList();
  }

  private BalancerOrder order(ObjectNode balancer) {
    Map<String, String> addresses = new HashMap<>();
    members(balancer)
        .forEach(id -> runningAddress(id).ifPresent(address -> addresses.put(id, address)));
    return new BalancerOrder(
        Json.text(balancer, "id"),
        Json.text(balancer, "name"),
        Json.text(balancer, "_ip"),
        balancer.get("forwarding_rules").values().stream().flatMap(LoadBalancers::carried).toList(),
        check(balancer.get("health_check")),
        addresses);
  }

  private Optional<String> runningAddress(String droplet) {
    return cloud
        .store()
        .find(Kind.DROPLET, droplet)
        .filter(found -> Json.text(found, "status").equals("active"))
        .map(found -> found.at("/networks/v4/0/ip_address").asString(""))
        .filter(address -> !address.isEmpty());
  }

  /** Others need certificates, of which there are none, or are not TCP. */
  private static Stream<BalancerOrder.Rule> carried(JsonNode rule) {
    String protocol = Json.text(rule, "entry_protocol");
    return PLAIN.contains(protocol) && PLAIN.contains(Json.text(rule, "target_protocol"))
        ? Stream.of(
            new BalancerOrder.Rule(
                rule.get("entry_port").intValue(),
                rule.get("target_port").intValue(),
                protocol.equals("http")))
        : Stream.empty();
  }

  private static HealthCheck check(JsonNode check) {
    return new HealthCheck(
        check.get("port").intValue(),
        Json.text(check, "protocol").equals("http") ? Json.text(check, "path") : "",
        Duration.ofSeconds(Json.number(check, "check_interval_seconds")),
        Duration.ofSeconds(Json.number(check, "response_timeout_seconds")),
        Json.number(check, "healthy_threshold"),
        Json.number(check, "unhealthy_threshold"));
  }

  private boolean isActive(ObjectNode balancer) {
    return Json.number(balancer, "_due") <= cloud.now().toEpochMilli();
  }

  private Stream<String> members(ObjectNode balancer) {
    String tag = Json.text(balancer, "tag");
    return tag.isEmpty()
        ? Json.texts(balancer, "droplet_ids").stream()
            .filter(id -> cloud.store().find(Kind.DROPLET, id).isPresent())
        : cloud.store().all(Kind.DROPLET).stream()
            .filter(it -> Json.text(it, "region").equals(Json.text(balancer, "region")))
            .filter(it -> Json.texts(it, "tags").contains(tag))
            .map(it -> it.get("id").asString());
  }
}
