package io.snapfleet.bake.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values of variables while a template is rendered; of two with one name, the newer one. */
final class Variables {
  private final List<Variable> all = new ArrayList<>();

  private static final class Variable {
    private final String name;
    private Object value;

    private Variable(String name, Object value) {
      this.name = name;
      this.value = value;
    }
  }

  Variables(Object dot) {
    declare(Scope.DOT, dot);
  }

  void declare(String name, Object value) {
    all.add(new Variable(name, value));
  }

  /** Whether there is one to assign to. */
  boolean assign(String name, Object value) {
    Optional<Variable> variable = find(name);
    variable.ifPresent(known -> known.value = value);
    return variable.isPresent();
  }

  Optional<Object> value(String name) {
    return find(name).map(variable -> variable.value);
  }

  private Optional<Variable> find(String name) {
    return all.reversed().stream().filter(variable -> variable.name.equals(name)).findFirst();
  }

  /** For {@link #backTo}. */
  int mark() {
    return all.size();
  }

  /** Forgets what has been declared since. */
  void backTo(int mark) {
    all.subList(mark, all.size()).clear();
  }
}
