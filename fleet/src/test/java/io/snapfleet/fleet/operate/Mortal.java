package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * A store and its leases in the hands of a process that can die. A dead process reads nothing,
 * writes nothing, and does not give its leases back.
 */
final class Mortal {
  private static final Set<String> HARMLESS =
      Set.of("fleet", "fence", "hashCode", "equals", "toString");

  private Mortal() {}

  static Store store(Store store, Life life) {
    return wrapped(
        Store.class,
        (method, arguments) -> {
          life.check();
          Object answer = call(store, method, arguments);
          return answer instanceof FleetLease lease ? lease(lease, life) : answer;
        });
  }

  private static FleetLease lease(FleetLease lease, Life life) {
    return wrapped(
        FleetLease.class,
        (method, arguments) -> {
          if (HARMLESS.contains(method.getName())) {
            return call(lease, method, arguments);
          }
          if (method.getName().equals("close") && life.isDead()) {
            return null;
          }
          return life.act(Life.Place.STORE, method.getName(), () -> call(lease, method, arguments));
        });
  }

  private interface Handler {
    @org.jspecify.annotations.Nullable
    Object handle(Method method, Object[] arguments);
  }

  private static <T> T wrapped(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                handler.handle(method, arguments == null ? new Object[0] : arguments)));
  }

  private static Object call(Object target, Method method, Object[] arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      switch (thrown.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(thrown);
      }
    } catch (IllegalAccessException closed) {
      throw new IllegalStateException(closed);
    }
  }
}
