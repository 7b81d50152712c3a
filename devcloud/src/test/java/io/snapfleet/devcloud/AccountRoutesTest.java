package io.snapfleet.devcloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.devcloud.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The account, its keys, tags and domains, what is on offer, and how lists are paged. */
class AccountRoutesTest extends CloudTest {
  private static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2SpcxnNDRCOb3UmzOrO2jVUqJYp0oEHqcDN3GBKqOx me";

  @Test
  void theAccountTellsItsLimits() {
    Answer account = api.get("/v2/account/");

    assertThat(account.at("/account/droplet_limit").intValue()).isEqualTo(10_000);
    assertThat(account.text("/account/status")).isEqualTo("active");
  }

  @Test
  void regionsTellTheSizesTheyHave() {
    assertThat(api.get("/v2/regions?per_page=200").at("/regions").values())
        .filteredOn(region -> region.get("slug").asString().equals("blr1"))
        .noneMatch(region -> region.get("sizes").toString().contains("g-2vcpu-8gb"));
    assertThat(api.get("/v2/sizes").at("/sizes").size()).isEqualTo(10);
  }

  @Test
  void aKeyIsFoundByIdAndByFingerprintAndIsThereOnce() {
    String body = "{\"name\": \"mine\", \"public_key\": \"" + KEY + "\"}";
    Answer created = api.post("/v2/account/keys", body);
    assertThat(created.status()).isEqualTo(201);
    String fingerprint = created.text("/ssh_key/fingerprint");
    assertThat(fingerprint).matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");

    assertThat(api.get("/v2/account/keys/" + fingerprint).text("/ssh_key/id"))
        .isEqualTo(created.text("/ssh_key/id"));
    assertThat(api.post("/v2/account/keys", body).status()).isEqualTo(422);
    assertThat(api.delete("/v2/account/keys/" + fingerprint).status()).isEqualTo(204);
    assertThat(api.get("/v2/account/keys").at("/ssh_keys").size()).isZero();
  }

  @Test
  void tagsAreMadeByTheirUseAndCounted() {
    String droplet = createDroplet("web-1");
    assertThat(api.get("/v2/tags/fleet:blog").text("/tag/resources/droplets/count")).isEqualTo("1");

    api.post("/v2/tags", "{\"name\": \"extra\"}");
    String resource =
        """
        {"resources": [{"resource_id": "%s", "resource_type": "droplet"}]}
        """
            .formatted(droplet);
    assertThat(api.post("/v2/tags/extra/resources", resource).status()).isEqualTo(204);
    assertThat(api.get("/v2/droplets?tag_name=extra").at("/meta/total").intValue()).isEqualTo(1);
    assertThat(api.call("DELETE", "/v2/tags/extra/resources", resource).status()).isEqualTo(204);
    assertThat(api.get("/v2/droplets?tag_name=extra").at("/meta/total").intValue()).isZero();
    assertThat(api.delete("/v2/tags/fleet:blog").status()).isEqualTo(204);
    assertThat(api.get("/v2/droplets/" + droplet).at("/droplet/tags").size()).isZero();
  }

  @Test
  void recordsOfADomainAreFoundByFullNameAndType() {
    Answer created =
        api.post("/v2/domains", "{\"name\": \"example.com\", \"ip_address\": \"192.0.2.7\"}");
    assertThat(created.status()).isEqualTo(201);
    String records = "/v2/domains/example.com/records";
    Answer www =
        api.post(
            records,
            """
            {"type": "A", "name": "www", "data": "192.0.2.8", "ttl": 60}
            """);
    assertThat(www.status()).isEqualTo(201);

    Answer found = api.get(records + "?name=www.example.com&type=A");
    assertThat(found.text("/domain_records/0/data")).isEqualTo("192.0.2.8");
    assertThat(api.get(records + "?name=example.com&type=A").text("/domain_records/0/data"))
        .isEqualTo("192.0.2.7");
    String one = records + "/" + www.text("/domain_record/id");
    assertThat(
            api.call("PATCH", one, "{\"type\": \"A\", \"data\": \"192.0.2.9\"}")
                .text("/domain_record/data"))
        .isEqualTo("192.0.2.9");
    assertThat(api.delete(one).status()).isEqualTo(204);
    assertThat(api.delete("/v2/domains/example.com").status()).isEqualTo(204);
  }

  @Test
  void recordsThatNoNameServerWouldTakeAreRefused() {
    api.post("/v2/domains", "{\"name\": \"example.com\"}");
    String records = "/v2/domains/example.com/records";

    assertThat(
            api.post(records, "{\"type\": \"CNAME\", \"name\": \"w\", \"data\": \"a\"}").message())
        .contains("end with a dot");
    assertThat(
            api.post(records, "{\"type\": \"A\", \"data\": \"192.0.2.8\", \"ttl\": 5}").message())
        .contains("TTL");
  }

  @Test
  void listsComeInPagesThatNameTheNext() {
    for (int number = 0; number < 5; number++) {
      createDroplet("web-" + number);
    }

    List<String> names = new ArrayList<>();
    String next = "/v2/droplets?per_page=2&tag_name=fleet%3Ablog";
    while (!next.isEmpty()) {
      Answer page = api.get(next);
      assertThat(page.at("/meta/total").intValue()).isEqualTo(5);
      page.at("/droplets").forEach(droplet -> names.add(droplet.get("name").asString()));
      next = page.at("/links/pages/next").asString("");
    }

    assertThat(names).containsExactly("web-0", "web-1", "web-2", "web-3", "web-4");
    assertThat(api.get("/v2/droplets?page=3&per_page=2").text("/links/pages/prev"))
        .contains("page=2");
    assertThat(api.get("/v2/droplets?page=none").status()).isEqualTo(400);
  }
}
