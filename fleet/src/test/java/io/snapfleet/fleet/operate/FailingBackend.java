package io.snapfleet.fleet.operate;

import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BiPredicate;

/** A datastore that answers some calls with a failure, and passes the others on. */
final class FailingBackend {
  private FailingBackend() {}

  /**
   * @param fails told a method's name and the kind of file it is about
   */
  static Backend on(Backend backend, BiPredicate<String, Kind> fails, StoreException failure) {
    return (Backend)
        Proxy.newProxyInstance(
            Backend.class.getClassLoader(),
            new Class<?>[] {Backend.class},
            (proxy, method, arguments) -> {
              boolean aboutKind = arguments != null && arguments[0] instanceof Kind;
              if (aboutKind && fails.test(method.getName(), (Kind) arguments[0])) {
                throw failure;
              }
              try {
                return method.invoke(backend, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }
}
