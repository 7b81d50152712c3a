package io.snapfleet.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A few visitors who ask for the front page again and again until closed. */
final class Visitors implements AutoCloseable {
  private static final int NUMBER = 3;

  private final Visitor visitor;
  private final String mustShow;
  private final AtomicInteger served = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean open = true;

  private Visitors(String url, String mustShow) {
    this.visitor = new Visitor(url);
    this.mustShow = mustShow;
  }

  static Visitors start(String url, String mustShow) {
    Visitors visitors = new Visitors(url, mustShow);
    for (int number = 0; number < NUMBER; number++) {
      visitors.threads.add(Thread.ofVirtual().start(visitors::visit));
    }
    return visitors;
  }

  /** How many requests have been answered as they should. */
  int served() {
    return served.get();
  }

  /** What went wrong, request by request. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  private void visit() {
    while (open) {
      try {
        Visitor.Page page = visitor.frontPage();
        if (page.status() == 200 && page.text().contains(mustShow)) {
          served.incrementAndGet();
        } else {
          failures.add("status " + page.status() + " from " + page.servedBy());
        }
      } catch (IOException broken) {
        failures.add(broken.toString());
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    open = false;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
