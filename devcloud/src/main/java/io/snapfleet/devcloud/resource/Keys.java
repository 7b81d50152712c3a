package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.http.Pages;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.store.Kind;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The account's public SSH keys. */
final class Keys {
  private final Cloud cloud;

  Keys(Cloud cloud) {
    this.cloud = cloud;
  }

  void routes(Router router) {
    router
        .on(
            "GET /v2/account/keys",
            "ssh_key:read",
            request -> Pages.of(request, "ssh_keys", cloud.listed(Kind.KEY), Json::shown))
        .on("POST /v2/account/keys", "ssh_key:create", this::create)
        .on("GET /v2/account/keys/{key}", "ssh_key:read", request -> reply(named(request)))
        .on("PUT /v2/account/keys/{key}", "ssh_key:update", this::rename)
        .on("DELETE /v2/account/keys/{key}", "ssh_key:delete", this::delete);
  }

  /** The key with this id or fingerprint. */
  Optional<ObjectNode> find(String idOrFingerprint) {
    return cloud
        .store()
        .find(Kind.KEY, idOrFingerprint)
        .or(
            () ->
                cloud.store().all(Kind.KEY).stream()
                    .filter(key -> Json.text(key, "fingerprint").equals(idOrFingerprint))
                    .findFirst());
  }

  private Reply create(Request request) {
    String name = request.requiredText("name");
    String line = request.requiredText("public_key").strip();
    String fingerprint = fingerprint(line);
    if (find(fingerprint).isPresent()) {
      throw ApiError.unprocessable("SSH Key is already in use on your account");
    }
    long id = cloud.store().next("key", 700_001);
    ObjectNode key = Json.object().put("id", id).put("fingerprint", fingerprint);
    key.put("public_key", line).put("name", name);
    cloud.create(request, Kind.KEY, Long.toString(id), key);
    return Reply.created(Json.wrap("ssh_key", Json.shown(key)));
  }

  private static String fingerprint(String line) {
    String[] words = line.split("\\s+");
    if (words.length < 2 || !words[0].matches("(ssh|ecdsa|sk-)[a-zA-Z0-9@.-]*")) {
      throw ApiError.unprocessable("Key invalid, key should be of the format `type key [comment]`");
    }
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(Base64.getDecoder().decode(words[1]));
      return HexFormat.ofDelimiter(":").formatHex(digest);
    } catch (IllegalArgumentException notBase64) {
      throw ApiError.unprocessable("Key invalid, its second word is not base64");
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException(never);
    }
  }

  private ObjectNode named(Request request) {
    return find(request.variable("key")).orElseThrow(ApiError::notFound);
  }

  private Reply rename(Request request) {
    String id = named(request).get("id").asString();
    String name = request.requiredText("name");
    cloud.store().change(Kind.KEY, id, key -> key.put("name", name));
    return reply(cloud.find(Kind.KEY, id));
  }

  private Reply delete(Request request) {
    cloud.store().remove(Kind.KEY, named(request).get("id").asString());
    return Reply.noContent();
  }

  private static Reply reply(ObjectNode key) {
    return Reply.ok(Json.wrap("ssh_key", Json.shown(key)));
  }

  /** The public key lines of those that a droplet's creation names. */
  List<String> lines(List<String> names) {
    return names.stream()
        .map(
            name ->
                find(name)
                    .map(key -> Json.text(key, "public_key"))
                    .orElseThrow(
                        () ->
                            ApiError.unprocessable(
                                name + " are invalid key identifiers for Droplet creation.")))
        .toList();
  }
}
