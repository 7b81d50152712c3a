package io.snapfleet.cli.inventory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hosts, the groups they are in, and variables, in the form that Ansible's {@code script} inventory
 * plugin reads. Within a group hosts keep the order they were added in: playbooks ask for the
 * first.
 */
final class Inventory {
  /** Names that mean something else in that form. The hosts of both are hosts of all. */
  private static final Set<String> RESERVED = Set.of("all", "_meta");

  private final Map<String, Map<String, Object>> hosts = new LinkedHashMap<>();
  private final Map<String, Set<String>> groups = new TreeMap<>();
  private final Map<String, Object> variables = new TreeMap<>();

  /**
   * A host that was added before gets further groups and variables. Groups cannot be called {@code
   * all} or {@code _meta}.
   */
  void add(String host, List<String> in, Map<String, Object> hostVariables) {
    hosts.computeIfAbsent(host, name -> new TreeMap<>()).putAll(hostVariables);
    in.stream()
        .filter(group -> !RESERVED.contains(group))
        .forEach(group -> groups.computeIfAbsent(group, name -> new LinkedHashSet<>()).add(host));
  }

  /** Sets a variable that all hosts have. */
  void variable(String name, Object value) {
    variables.put(name, value);
  }

  /** What {@code --list} prints. */
  Map<String, Object> list() {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("all", Map.of("hosts", List.copyOf(hosts.keySet()), "vars", variables));
    groups.forEach((group, members) -> list.put(group, Map.of("hosts", new ArrayList<>(members))));
    list.put("_meta", Map.of("hostvars", hosts));
    return list;
  }

  /** What {@code --host} prints; nothing for a host that is none of ours. */
  Map<String, Object> host(String name) {
    return hosts.getOrDefault(name, Map.of());
  }

  /** Each host with its groups, for a person. */
  Map<String, List<String>> groupsByHost() {
    Map<String, List<String>> byHost = new LinkedHashMap<>();
    hosts.keySet().forEach(host -> byHost.put(host, new ArrayList<>()));
    groups.forEach(
        (group, members) ->
            members.forEach(host -> byHost.getOrDefault(host, List.of()).add(group)));
    return byHost;
  }
}
