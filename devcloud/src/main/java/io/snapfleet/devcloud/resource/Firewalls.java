package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.Pace;
import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Pages;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.store.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Firewalls, which are waiting to be in force for a while after each change. */
final class Firewalls {
  private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "icmp");

  private final Cloud cloud;
  private final Pace pace;

  Firewalls(Cloud cloud, Pace pace) {
    this.cloud = cloud;
    this.pace = pace;
  }

  void routes(Router router) {
    router
        .on(
            "GET /v2/firewalls",
            "firewall:read",
            request -> Pages.of(request, "firewalls", cloud.listed(Kind.FIREWALL), this::shown))
        .on("POST /v2/firewalls", "firewall:create", this::create)
        .on("GET /v2/firewalls/{id}", "firewall:read", request -> reply(named(request)))
        .on("PUT /v2/firewalls/{id}", "firewall:update", this::replace)
        .on("DELETE /v2/firewalls/{id}", "firewall:delete", this::delete)
        .on("GET /v2/droplets/{droplet}/firewalls", "firewall:read", this::ofDroplet);
    for (String member : List.of("droplets", "tags", "rules")) {
      router
          .on(
              "POST /v2/firewalls/{id}/" + member,
              "firewall:update",
              request -> edit(request, member, true))
          .on(
              "DELETE /v2/firewalls/{id}/" + member,
              "firewall:update",
              request -> edit(request, member, false));
    }
  }

  private ObjectNode named(Request request) {
    return cloud.find(Kind.FIREWALL, request.variable("id"));
  }

  private Reply create(Request request) {
    ObjectNode firewall = Json.object().put("id", cloud.newUuid());
    firewall.put("created_at", cloud.stamp());
    fill(request, firewall);
    cloud.create(request, Kind.FIREWALL, Json.text(firewall, "id"), firewall);
    return Reply.accepted(Json.wrap("firewall", shown(firewall)));
  }

  private Reply replace(Request request) {
    ObjectNode firewall = named(request).deepCopy();
    fill(request, firewall);
    cloud.store().put(Kind.FIREWALL, Json.text(firewall, "id"), firewall);
    return reply(firewall);
  }

  private void fill(Request request, ObjectNode firewall) {
    String name = request.requiredText("name");
    if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9.-]+")) {
      throw ApiError.badRequest("name may have letters, digits, dots and dashes only");
    }
    boolean taken =
        cloud.store().all(Kind.FIREWALL).stream()
            .filter(other -> Json.text(other, "name").equals(name))
            .anyMatch(other -> !Json.text(other, "id").equals(Json.text(firewall, "id")));
    if (taken) {
      throw ApiError.conflict("duplicate name");
    }
    firewall.put("name", name);
    firewall.set("inbound_rules", rules(request, "inbound_rules", "sources"));
    firewall.set("outbound_rules", rules(request, "outbound_rules", "destinations"));
    refuseWithoutRules(firewall);
    firewall.set("droplet_ids", Json.numbers(droplets(request)));
    firewall.set("tags", Json.array(tags(request)));
    changed(firewall);
  }

  private static void refuseWithoutRules(ObjectNode firewall) {
    if (firewall.get("inbound_rules").isEmpty() && firewall.get("outbound_rules").isEmpty()) {
      throw ApiError.badRequest("a firewall needs at least one rule");
    }
  }

  private static ArrayNode rules(Request request, String member, String peers) {
    ArrayNode rules = JsonMapper.shared().createArrayNode();
    for (JsonNode rule : request.list(member)) {
      String protocol = Json.text(rule, "protocol");
      String ports = Json.optionalText(rule, "ports").filter(it -> !it.isEmpty()).orElse("0");
      if (!PROTOCOLS.contains(protocol)) {
        throw ApiError.badRequest("protocol is none of tcp, udp and icmp: " + protocol);
      }
      if (!ports.matches("all|\\d{1,5}(-\\d{1,5})?")) {
        throw ApiError.badRequest("ports is no port and no range of ports: " + ports);
      }
      if (!(rule.get(peers) instanceof ObjectNode who) || who.isEmpty()) {
        throw ApiError.badRequest("a rule in " + member + " needs " + peers);
      }
      ObjectNode kept = rules.addObject().put("protocol", protocol);
      kept.put("ports", ports.equals("all") ? "0" : ports).set(peers, who);
    }
    return rules;
  }

  private List<String> droplets(Request request) {
    List<String> ids = request.texts("droplet_ids");
    for (String id : ids) {
      if (cloud.store().find(Kind.DROPLET, id).isEmpty()) {
        throw ApiError.badRequest("droplet_ids has no Droplet's id: " + id);
      }
    }
    return ids;
  }

  private List<String> tags(Request request) {
    List<String> tags = request.texts("tags");
    for (String tag : tags) {
      if (cloud.store().find(Kind.TAG, tag).isEmpty()) {
        throw ApiError.badRequest("tags has one that does not exist: " + tag);
      }
    }
    return tags;
  }

  private void changed(ObjectNode firewall) {
    firewall.put("_due", cloud.now().plus(cloud.draw(pace.action())).toEpochMilli());
  }

  private Reply edit(Request request, String what, boolean add) {
    ObjectNode firewall = named(request).deepCopy();
    switch (what) {
      case "droplets" -> editIds(firewall, droplets(request), add);
      case "tags" -> editTags(firewall, request, add);
      default -> {
        editRules(firewall, "inbound_rules", rules(request, "inbound_rules", "sources"), add);
        editRules(
            firewall, "outbound_rules", rules(request, "outbound_rules", "destinations"), add);
        refuseWithoutRules(firewall);
      }
    }
    changed(firewall);
    cloud.store().put(Kind.FIREWALL, Json.text(firewall, "id"), firewall);
    return Reply.noContent();
  }

  private static void editIds(ObjectNode firewall, List<String> ids, boolean add) {
    List<String> all = new ArrayList<>(Json.texts(firewall, "droplet_ids"));
    all.removeAll(ids);
    if (add) {
      all.addAll(ids);
    }
    firewall.set("droplet_ids", Json.numbers(all));
  }

  private void editTags(ObjectNode firewall, Request request, boolean add) {
    if (add) {
      Json.add(firewall, "tags", tags(request));
    } else {
      Json.remove(firewall, "tags", request.texts("tags"));
    }
  }

  private static void editRules(ObjectNode firewall, String member, ArrayNode some, boolean add) {
    ArrayNode kept = JsonMapper.shared().createArrayNode();
    List<JsonNode> named = List.copyOf(some.values());
    firewall.get(member).values().stream().filter(rule -> !named.contains(rule)).forEach(kept::add);
    if (add) {
      kept.addAll(named);
    }
    firewall.set(member, kept);
  }

  private Reply delete(Request request) {
    cloud.store().remove(Kind.FIREWALL, Json.text(named(request), "id"));
    return Reply.noContent();
  }

  private Reply ofDroplet(Request request) {
    ObjectNode droplet = cloud.find(Kind.DROPLET, request.variable("droplet"));
    List<String> tags = Json.texts(droplet, "tags");
    List<ObjectNode> firewalls =
        cloud.listed(Kind.FIREWALL).stream()
            .filter(
                it ->
                    Json.texts(it, "droplet_ids").contains(droplet.get("id").asString())
                        || Json.texts(it, "tags").stream().anyMatch(tags::contains))
            .toList();
    return Pages.of(request, "firewalls", firewalls, this::shown);
  }

  private Reply reply(ObjectNode firewall) {
    return Reply.ok(Json.wrap("firewall", shown(firewall)));
  }

  private ObjectNode shown(ObjectNode firewall) {
    boolean inForce = Json.number(firewall, "_due") <= cloud.now().toEpochMilli();
    ObjectNode shown = Json.shown(firewall).put("status", inForce ? "succeeded" : "waiting");
    ArrayNode pending = shown.putArray("pending_changes");
    if (!inForce) {
      for (JsonNode id : firewall.get("droplet_ids")) {
        pending
            .addObject()
            .put("droplet_id", id.longValue())
            .put("removing", false)
            .put("status", "waiting");
      }
    }
    return shown;
  }
}
