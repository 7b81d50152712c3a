package io.snapfleet.devcloud.store;

import java.util.Locale;

/** What a document is about. Ids are unique within a kind. */
public enum Kind {
  ACCOUNT,
  ACTION,
  COUNTER,
  DOMAIN,
  DROPLET,
  FIREWALL,
  GARBAGE,
  IMAGE,
  KEY,
  LOAD_BALANCER,
  RECORD,
  TAG,
  VOLUME,
  VOLUME_SNAPSHOT,
  VPC;

  /** The name it has on disk. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Kind of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
