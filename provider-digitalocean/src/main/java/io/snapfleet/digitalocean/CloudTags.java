package io.snapfleet.digitalocean;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The account's list of tags. Thread-safe. */
final class CloudTags {
  private final Api api;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  CloudTags(Api api) {
    this.api = api;
  }

  /** Makes it known, as some things can name only tags that exist. */
  void make(String tag) {
    if (known.contains(tag)) {
      return;
    }
    String doing = "create tag " + tag;
    Answer answer = api.repeatable("/v2/tags", new Wire.NewTag(tag), doing);
    boolean refused = answer.status() == 409 || answer.status() == 422;
    if (!refused || api.find(path(tag), doing).isEmpty()) {
      Api.good(answer, doing);
    }
    known.add(tag);
  }

  /** Takes it off whatever has it. */
  void delete(String tag) {
    known.remove(tag);
    String doing = "delete tag " + tag;
    Answer answer = api.delete(path(tag), null, doing);
    if (answer.status() != 404) {
      Api.good(answer, doing);
    }
  }

  static String path(String tag) {
    return "/v2/tags/" + query(tag);
  }

  /** As it stands in a path or a query. */
  static String query(String tag) {
    return tag.replace(":", "%3A");
  }
}
