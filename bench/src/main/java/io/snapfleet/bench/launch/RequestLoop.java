package io.snapfleet.bench.launch;

import io.snapfleet.bench.measure.Stopwatch;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Visitors who ask for the front page again and again until they are told to stop. */
final class RequestLoop implements AutoCloseable {
  private static final int VISITORS = 2;
  private static final Duration BETWEEN = Duration.ofMillis(10);

  private final Visitor visitor;
  private final Thread[] threads = new Thread[VISITORS];
  private final Object lock = new Object();
  private Requests requests = Requests.NONE;
  private volatile boolean stopped;

  RequestLoop(String url) {
    visitor = new Visitor(url + "/");
    for (int index = 0; index < VISITORS; index++) {
      threads[index] = Thread.ofVirtual().start(this::visit);
    }
  }

  private void visit() {
    while (!stopped) {
      Stopwatch time = new Stopwatch();
      boolean good = isGood();
      Requests one = new Requests(1, good ? 0 : 1, time.seconds());
      synchronized (lock) {
        requests = requests.plus(one);
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  /** Whether a visitor gets the page they came for, and not just any answer. */
  private boolean isGood() {
    try {
      Visitor.Page page = visitor.ask();
      return page.status() == 200 && page.text().contains(Fleet.TITLE);
    } catch (IOException refused) {
      return false;
    }
  }

  /** Lets the requests that are under way end, and returns how all went. */
  Requests stop() {
    close();
    synchronized (lock) {
      return requests;
    }
  }

  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
