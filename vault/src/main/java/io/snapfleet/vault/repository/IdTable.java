package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.Id;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives ids small numbers. Not thread-safe. */
final class IdTable {
  private final List<Id> ids = new ArrayList<>();
  private final Map<Id, Integer> numbers = new HashMap<>();

  int number(Id id) {
    Integer known = numbers.get(id);
    if (known != null) {
      return known;
    }
    ids.add(id);
    numbers.put(id, ids.size() - 1);
    return ids.size() - 1;
  }

  /** Each by its number. */
  List<Id> ids() {
    return Collections.unmodifiableList(ids);
  }

  int size() {
    return ids.size();
  }

  Id get(int number) {
    return ids.get(number);
  }
}
