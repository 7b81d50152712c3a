package io.snapfleet.devcloud.traffic;

import java.net.http.HttpClient;

/** A machine behind a load balancer, unhealthy until its checks say otherwise. Thread-safe. */
final class Member implements AutoCloseable {
  private final HealthCheck check;
  private final HttpClient http;
  private final String address;
  private final Thread watch;
  private volatile boolean healthy;

  /** Begins to look at it. */
  Member(HealthCheck check, HttpClient http, String address) {
    this.check = check;
    this.http = http;
    this.address = address;
    this.watch = Thread.ofVirtual().name("devcloud-health-" + address).start(this::watch);
  }

  String address() {
    return address;
  }

  boolean isHealthy() {
    return healthy;
  }

  private void watch() {
    try {
      long same = 0;
      boolean last = false;
      while (true) {
        boolean passes = check.passes(http, address);
        same = passes == last ? same + 1 : 1;
        last = passes;
        if (same >= (passes ? check.healthyAfter() : check.unhealthyAfter())) {
          healthy = passes;
        }
        Thread.sleep(check.interval());
      }
    } catch (InterruptedException ended) {
      healthy = false;
    }
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
