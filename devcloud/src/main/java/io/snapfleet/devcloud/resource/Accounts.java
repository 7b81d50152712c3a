package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.Quotas;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.Request;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.store.Kind;
import tools.jackson.databind.node.ObjectNode;

/** The one account there is. */
final class Accounts {
  private static final String ID = "account";

  private final Cloud cloud;
  private final Quotas quotas;

  Accounts(Cloud cloud, Quotas quotas) {
    this.cloud = cloud;
    this.quotas = quotas;
  }

  void routes(Router router) {
    router.on("GET /v2/account", "account:read", this::show);
  }

  private Reply show(Request request) {
    ObjectNode account = cloud.store().find(Kind.ACCOUNT, ID).orElseGet(this::make).deepCopy();
    account
        .put("droplet_limit", quotas.droplets())
        .put("volume_limit", quotas.volumes())
        .put("floating_ip_limit", 3)
        .put("email", "devcloud@localhost")
        .put("name", "devcloud")
        .put("email_verified", true)
        .put("status", "active")
        .put("status_message", "");
    return Reply.ok(Json.wrap("account", account));
  }

  private ObjectNode make() {
    ObjectNode account = Json.object().put("uuid", cloud.newUuid());
    cloud.store().put(Kind.ACCOUNT, ID, account);
    return account;
  }
}
