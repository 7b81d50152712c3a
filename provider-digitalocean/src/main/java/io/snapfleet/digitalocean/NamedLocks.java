package io.snapfleet.digitalocean;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one thread at a time make what has a name. */
final class NamedLocks {
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  <T> T alone(String name, Supplier<T> work) {
    ReentrantLock lock = locks.computeIfAbsent(name, key -> new ReentrantLock());
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
