package io.snapfleet.devcloud.resource;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all firewalls on one droplet allow together.
 *
 * @param tags the droplet's own
 */
record DropletRules(String id, Set<String> tags, List<ObjectNode> firewalls) {
  private static final String ALL_PORTS = "0";
  private static final String QUESTIONS_FOR_NAMES = "53";
  private static final Set<String> ANYWHERE = Set.of("0.0.0.0/0", "::/0");

  /** A range of more is as good as all ports, of which the filter knows nothing. */
  private static final int WIDEST_RANGE = 100;

  /** A rule that the provider's filter has no words for. */
  static final class Inexpressible extends Exception {
    private static final long serialVersionUID = 1;

    Inexpressible(String message) {
      super(message);
    }
  }

  boolean isFiltered() {
    return !firewalls.isEmpty();
  }

  /** The ports at which it takes connections from the other. */
  Set<Integer> portsOpenTo(DropletRules from) throws Inexpressible {
    Set<Integer> ports = new HashSet<>();
    for (JsonNode rule : rules("inbound_rules").toList()) {
      if (names(rule.get("sources"), from)) {
        if (!Json.text(rule, "protocol").equals("tcp")) {
          throw inexpressible("lets in " + Json.text(rule, "protocol"));
        }
        range(rule).forEach(ports::add);
      }
    }
    return ports;
  }

  private IntStream range(JsonNode rule) throws Inexpressible {
    String[] ends = Json.text(rule, "ports").split("-");
    int first = Integer.parseInt(ends[0]);
    int last = Integer.parseInt(ends[ends.length - 1]);
    if (first == 0 || last - first > WIDEST_RANGE) {
      throw inexpressible("lets in ports " + Json.text(rule, "ports"));
    }
    return IntStream.rangeClosed(first, last);
  }

  /** Whether it may open a connection to that port of the other. */
  boolean mayCall(DropletRules to, int port) throws Inexpressible {
    for (JsonNode rule : rules("outbound_rules").toList()) {
      boolean tcp = Json.text(rule, "protocol").equals("tcp");
      if (tcp && covers(rule, port) && names(rule.get("destinations"), to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(JsonNode rule, int port) {
    String[] ends = Json.text(rule, "ports").split("-");
    int first = Integer.parseInt(ends[0]);
    return first == 0 || (first <= port && port <= Integer.parseInt(ends[ends.length - 1]));
  }

  /** Whether it may open connections that leave its VPC; questions for names always may. */
  boolean mayLeave() throws Inexpressible {
    boolean all = false;
    for (JsonNode rule : rules("outbound_rules").toList()) {
      String ports = Json.text(rule, "ports");
      boolean outward = !Json.texts(rule.get("destinations"), "addresses").isEmpty();
      if (outward && Json.text(rule, "protocol").equals("tcp") && ports.equals(ALL_PORTS)) {
        all = true;
      }
    }
    boolean some =
        rules("outbound_rules")
            .filter(rule -> !Json.texts(rule.get("destinations"), "addresses").isEmpty())
            .anyMatch(rule -> !Json.text(rule, "ports").equals(QUESTIONS_FOR_NAMES));
    if (some && !all) {
      throw inexpressible("lets some ports out, and not all");
    }
    return all;
  }

  /** Load balancers come from this computer, which no filter keeps out. */
  private boolean names(JsonNode peers, DropletRules other) throws Inexpressible {
    List<String> addresses = Json.texts(peers, "addresses");
    for (String address : addresses) {
      if (!ANYWHERE.contains(address)) {
        throw inexpressible("speaks of " + address);
      }
    }
    return !addresses.isEmpty()
        || Json.texts(peers, "droplet_ids").contains(other.id())
        || Json.texts(peers, "tags").stream().anyMatch(other.tags()::contains);
  }

  private Stream<JsonNode> rules(String direction) {
    return firewalls.stream().flatMap(firewall -> firewall.get(direction).values().stream());
  }

  private Inexpressible inexpressible(String what) {
    return new Inexpressible("a firewall of droplet %s %s".formatted(id, what));
  }
}
