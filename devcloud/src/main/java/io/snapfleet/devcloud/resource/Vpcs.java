package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Pages;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.store.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Private networks. The first of a region is its default. */
final class Vpcs {
  private static final long FIRST_FREE = (10L << 24) | (100L << 16);

  private final Cloud cloud;
  private final Catalog catalog;
  private final Works works;

  Vpcs(Cloud cloud, Catalog catalog, Works works) {
    this.cloud = cloud;
    this.catalog = catalog;
    this.works = works;
  }

  void routes(Router router) {
    router
        .on(
            "GET /v2/vpcs",
            "vpc:read",
            request -> Pages.of(request, "vpcs", cloud.listed(Kind.VPC), Json::shown))
        .on("POST /v2/vpcs", "vpc:create", this::create)
        .on("GET /v2/vpcs/{id}", "vpc:read", request -> reply(named(request)))
        .on("PUT /v2/vpcs/{id}", "vpc:update", this::update)
        .on("PATCH /v2/vpcs/{id}", "vpc:update", this::update)
        .on("DELETE /v2/vpcs/{id}", "vpc:delete", this::delete)
        .on(
            "GET /v2/vpcs/{id}/members",
            "vpc:read",
            request ->
                Pages.of(request, "members", members(Json.text(named(request), "id")), it -> it));
  }

  private Reply create(Request request) {
    String name = request.requiredText("name");
    String region = request.requiredText("region");
    if (!name.matches("[a-zA-Z0-9.-]+")) {
      throw ApiError.unprocessable("name may have letters, digits, dots and dashes only");
    }
    if (catalog.region(region).isEmpty()) {
      throw ApiError.unprocessable("region is invalid");
    }
    if (all().anyMatch(vpc -> Json.text(vpc, "name").equals(name))) {
      throw ApiError.unprocessable("name is already in use");
    }
    AddressRange range =
        request.text("ip_range").map(this::checkedRange).orElseGet(this::freeRange);
    ObjectNode vpc = make(name, region, range);
    if (!Json.flag(vpc, "default")) {
      works.realRange(Json.text(vpc, "id")).ifPresent(real -> vpc.put("ip_range", real));
    }
    request.text("description").ifPresent(text -> vpc.put("description", text));
    cloud.create(request, Kind.VPC, Json.text(vpc, "id"), vpc);
    return Reply.created(Json.wrap("vpc", Json.shown(vpc)));
  }

  private AddressRange checkedRange(String text) {
    AddressRange range = AddressRange.parse(text);
    if (!range.isPrivate() || range.prefix() < 16 || range.prefix() > 28) {
      throw ApiError.unprocessable("ip_range must be a private range from /16 to /28");
    }
    if (overlaps(range)) {
      throw ApiError.unprocessable(
          "This range/size overlaps with another VPC network in your account");
    }
    return range;
  }

  private AddressRange freeRange() {
    return IntStream.range(0, 16 * 256)
        .mapToObj(at -> new AddressRange(FIRST_FREE + ((long) at << 12), 20))
        .filter(range -> !overlaps(range))
        .findFirst()
        .orElseThrow(() -> ApiError.unprocessable("no private range is left"));
  }

  private boolean overlaps(AddressRange range) {
    return all().anyMatch(vpc -> AddressRange.parse(Json.text(vpc, "ip_range")).overlaps(range));
  }

  private Stream<ObjectNode> all() {
    return cloud.store().all(Kind.VPC).stream();
  }

  private ObjectNode make(String name, String region, AddressRange range) {
    String id = cloud.newUuid();
    boolean first = all().noneMatch(vpc -> Json.text(vpc, "region").equals(region));
    return Json.object()
        .put("id", id)
        .put("urn", "do:vpc:" + id)
        .put("name", name)
        .put("description", "")
        .put("region", region)
        .put("ip_range", range.toString())
        .put("created_at", cloud.stamp())
        .put("default", first);
  }

  /** The one droplets join that name none. */
  ObjectNode defaultOf(String region) {
    return all()
        .filter(vpc -> Json.text(vpc, "region").equals(region) && Json.flag(vpc, "default"))
        .findFirst()
        .orElseGet(
            () -> {
              ObjectNode vpc = make("default-" + region, region, freeRange());
              cloud.store().put(Kind.VPC, Json.text(vpc, "id"), vpc);
              return vpc;
            });
  }

  private ObjectNode named(Request request) {
    return cloud.find(Kind.VPC, request.variable("id"));
  }

  private Reply update(Request request) {
    String id = Json.text(named(request), "id");
    cloud
        .store()
        .change(
            Kind.VPC,
            id,
            vpc -> {
              request.text("name").ifPresent(name -> vpc.put("name", name));
              request.text("description").ifPresent(text -> vpc.put("description", text));
            });
    return reply(cloud.find(Kind.VPC, id));
  }

  private Reply delete(Request request) {
    ObjectNode vpc = named(request);
    if (Json.flag(vpc, "default")) {
      throw ApiError.forbidden("Can not delete default VPCs");
    }
    if (!members(Json.text(vpc, "id")).isEmpty()) {
      throw ApiError.forbidden("Can not delete VPC with members");
    }
    cloud.store().remove(Kind.VPC, Json.text(vpc, "id"));
    works.discard("vpc", Json.text(vpc, "id"));
    return Reply.noContent();
  }

  private List<ObjectNode> members(String vpc) {
    List<ObjectNode> members = new ArrayList<>();
    add(members, vpc, Kind.DROPLET, "droplet");
    add(members, vpc, Kind.LOAD_BALANCER, "loadbalancer");
    return members;
  }

  private void add(List<ObjectNode> members, String vpc, Kind kind, String type) {
    cloud.store().all(kind).stream()
        .filter(thing -> Json.text(thing, "vpc_uuid").equals(vpc))
        .map(
            thing ->
                Json.object()
                    .put("name", Json.text(thing, "name"))
                    .put("urn", "do:" + type + ":" + thing.get("id").asString())
                    .put("created_at", Json.text(thing, "created_at")))
        .forEach(members::add);
  }

  private static Reply reply(ObjectNode vpc) {
    return Reply.ok(Json.wrap("vpc", Json.shown(vpc)));
  }
}
