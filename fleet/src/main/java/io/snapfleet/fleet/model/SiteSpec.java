package io.snapfleet.fleet.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How visitors see the fleet.
 *
 * @param title the site's title
 * @param address the address of this computer it is published at (local provider)
 * @param port the port there; 0 for any free one, which is then kept; {@link #NONE} where nobody
 *     visits
 * @param domain the name visitors know it by; null where they use its address
 * @param zone the provider's zone in which the domain is made to stand for the fleet; null where
 *     somebody else sees to that
 * @param balancer who spreads visitors' requests over the web machines
 */
public record SiteSpec(
    String title,
    String address,
    int port,
    @Nullable String domain,
    @Nullable String zone,
    BalancedBy balancer) {
  /** The port of a site that is published nowhere. */
  public static final int NONE = -1;

  /** A site stored before providers could balance it is balanced by machines. */
  public SiteSpec {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(address, "address");
    balancer = Objects.requireNonNullElse(balancer, BalancedBy.MACHINES);
  }

  /** A site balanced by machines. */
  public SiteSpec(
      String title, String address, int port, @Nullable String domain, @Nullable String zone) {
    this(title, address, port, domain, zone, BalancedBy.MACHINES);
  }

  /** A site without a domain. */
  public SiteSpec(String title, String address, int port) {
    this(title, address, port, null, null);
  }

  /** A site of this title that no visitor reaches, as a drill's. */
  public static SiteSpec unpublished(String title) {
    return new SiteSpec(title, "", NONE);
  }

  /** What people call it: its domain, or its title where it has none. */
  public String called() {
    return Objects.requireNonNullElse(domain, title);
  }

  /** Whether visitors reach it. No fleet file can say that they do not: that is a drill's fleet. */
  public boolean isPublished() {
    return port != NONE;
  }
}
