package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Pages;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.store.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Domains and their records; nothing resolves them. */
final class Domains {
  private static final Set<String> TYPES =
      Set.of("A", "AAAA", "CAA", "CNAME", "MX", "NS", "SOA", "SRV", "TXT");
  private static final Set<String> NAMES_OF_HOSTS = Set.of("CNAME", "MX", "NS", "SRV");
  private static final int USUAL_TTL = 1800;
  private static final int LEAST_TTL = 30;

  private final Cloud cloud;

  Domains(Cloud cloud) {
    this.cloud = cloud;
  }

  void routes(Router router) {
    String record = "/v2/domains/{domain}/records/{record}";
    router
        .on(
            "GET /v2/domains",
            "domain:read",
            request -> Pages.of(request, "domains", cloud.listed(Kind.DOMAIN), this::shown))
        .on("POST /v2/domains", "domain:create", this::create)
        .on(
            "GET /v2/domains/{domain}",
            "domain:read",
            request -> Reply.ok(Json.wrap("domain", shown(domain(request)))))
        .on("DELETE /v2/domains/{domain}", "domain:delete", this::delete)
        .on("GET /v2/domains/{domain}/records", "domain:read", this::list)
        .on("POST /v2/domains/{domain}/records", "domain:create", this::createRecord)
        .on("GET " + record, "domain:read", request -> reply(record(request)))
        .on("PATCH " + record, "domain:update", this::change)
        .on("PUT " + record, "domain:update", this::change)
        .on("DELETE " + record, "domain:delete", this::deleteRecord);
  }

  private ObjectNode domain(Request request) {
    return cloud.find(Kind.DOMAIN, request.variable("domain"));
  }

  private Reply create(Request request) {
    String name = request.requiredText("name").toLowerCase(Locale.ROOT);
    if (!name.matches("([a-z0-9_]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9-]{2,}")) {
      throw ApiError.unprocessable("name is no domain");
    }
    if (cloud.store().find(Kind.DOMAIN, name).isPresent()) {
      throw ApiError.unprocessable("name already exists");
    }
    ObjectNode domain = Json.object().put("name", name).put("ttl", USUAL_TTL);
    cloud.create(request, Kind.DOMAIN, name, domain);
    for (int server = 1; server <= 3; server++) {
      add(name, Json.object().put("type", "NS").put("data", "ns" + server + ".digitalocean.com."));
    }
    request
        .text("ip_address")
        .filter(address -> !address.isEmpty())
        .ifPresent(address -> add(name, Json.object().put("type", "A").put("data", address)));
    return Reply.created(Json.wrap("domain", shown(domain).putNull("zone_file")));
  }

  private Reply delete(Request request) {
    String name = Json.text(domain(request), "name");
    records(name).forEach(it -> cloud.store().remove(Kind.RECORD, it.get("id").asString()));
    cloud.store().remove(Kind.DOMAIN, name);
    return Reply.noContent();
  }

  private List<ObjectNode> records(String domain) {
    return cloud.store().all(Kind.RECORD).stream()
        .filter(record -> Json.text(record, "_domain").equals(domain))
        .toList();
  }

  private Reply list(Request request) {
    String domain = Json.text(domain(request), "name");
    List<ObjectNode> wanted =
        cloud.listed(Kind.RECORD).stream()
            .filter(record -> Json.text(record, "_domain").equals(domain))
            .filter(
                record -> request.query("type").map(Json.text(record, "type")::equals).orElse(true))
            .filter(
                record -> request.query("name").map(fullName(record, domain)::equals).orElse(true))
            .toList();
    return Pages.of(request, "domain_records", wanted, Json::shown);
  }

  private static String fullName(ObjectNode record, String domain) {
    String name = Json.text(record, "name");
    return name.equals("@") ? domain : name + "." + domain;
  }

  private Reply createRecord(Request request) {
    String domain = Json.text(domain(request), "name");
    return Reply.created(Json.wrap("domain_record", Json.shown(add(domain, request.body()))));
  }

  private ObjectNode add(String domain, ObjectNode given) {
    long id = cloud.store().next("record", 3_000_001);
    ObjectNode record = Json.object().put("id", id).put("type", "").put("name", "@");
    record.put("data", "").putNull("priority").putNull("port").put("ttl", USUAL_TTL);
    record.putNull("weight").putNull("flags").putNull("tag").put("_domain", domain);
    edit(record, given);
    cloud.store().put(Kind.RECORD, Long.toString(id), record);
    return record;
  }

  private static void edit(ObjectNode record, ObjectNode given) {
    for (String member :
        List.of("type", "name", "data", "priority", "port", "ttl", "weight", "flags", "tag")) {
      JsonNode value = given.get(member);
      if (value != null && !value.isNull()) {
        record.set(member, value);
      }
    }
    check(record);
  }

  private static void check(ObjectNode record) {
    String type = Json.text(record, "type");
    String data = Json.text(record, "data");
    if (!TYPES.contains(type)) {
      throw ApiError.unprocessable("type is no type of record: " + type);
    }
    if (data.isEmpty() && !type.equals("SOA")) {
      throw ApiError.unprocessable("data is required");
    }
    if (type.equals("A") && !data.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
      throw ApiError.unprocessable("data is no IPv4 address");
    }
    if (NAMES_OF_HOSTS.contains(type) && !data.endsWith(".") && !data.equals("@")) {
      throw ApiError.unprocessable("Data needs to end with a dot (.)");
    }
    if (Json.number(record, "ttl") < LEAST_TTL) {
      throw ApiError.unprocessable("TTL must be at least " + LEAST_TTL + " seconds");
    }
  }

  private ObjectNode record(Request request) {
    ObjectNode record = cloud.find(Kind.RECORD, request.variable("record"));
    if (!Json.text(record, "_domain").equals(Json.text(domain(request), "name"))) {
      throw ApiError.notFound();
    }
    return record;
  }

  private Reply change(Request request) {
    ObjectNode record = record(request).deepCopy();
    edit(record, request.body());
    cloud.store().put(Kind.RECORD, record.get("id").asString(), record);
    return reply(record);
  }

  private Reply deleteRecord(Request request) {
    cloud.store().remove(Kind.RECORD, record(request).get("id").asString());
    return Reply.noContent();
  }

  private static Reply reply(ObjectNode record) {
    return Reply.ok(Json.wrap("domain_record", Json.shown(record)));
  }

  private ObjectNode shown(ObjectNode domain) {
    String name = Json.text(domain, "name");
    StringBuilder zone = new StringBuilder("$ORIGIN " + name + ".\n$TTL 1800\n");
    for (ObjectNode record : records(name)) {
      zone.append(fullName(record, name))
          .append(". IN ")
          .append(Json.text(record, "type"))
          .append(' ')
          .append(Json.text(record, "data"))
          .append('\n');
    }
    return Json.shown(domain).put("zone_file", zone.toString());
  }
}
