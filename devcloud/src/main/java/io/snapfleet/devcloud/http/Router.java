package io.snapfleet.devcloud.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which code answers which method and path. Filled before it is used, then thread-safe. */
public final class Router {
  private final List<Route> routes = new ArrayList<>();

  /** What answers a call; runs alone, and what it changes is kept only when it returns. */
  public interface Handler {
    Reply answer(Request request);
  }

  /** A route, and the names its path gives to segments. */
  public record Route(String method, List<String> segments, String scope, Handler handler) {
    boolean fits(List<String> path) {
      if (path.size() != segments.size()) {
        return false;
      }
      for (int at = 0; at < path.size(); at++) {
        if (!isVariable(segments.get(at)) && !segments.get(at).equals(path.get(at))) {
          return false;
        }
      }
      return true;
    }

    public Map<String, String> variables(List<String> path) {
      Map<String, String> variables = new HashMap<>();
      for (int at = 0; at < path.size(); at++) {
        String segment = segments.get(at);
        if (isVariable(segment)) {
          variables.put(segment.substring(1, segment.length() - 1), path.get(at));
        }
      }
      return variables;
    }

    private static boolean isVariable(String segment) {
      return segment.startsWith("{");
    }
  }

  /**
   * Adds a route; of two that fit, the one added first answers.
   *
   * @param call a method and a path, such as {@code GET /v2/droplets/{id}}
   * @param scope what a token must be allowed
   */
  public Router on(String call, String scope, Handler handler) {
    String[] parts = call.split(" ", 2);
    routes.add(new Route(parts[0], segments(parts[1]), scope, handler));
    return this;
  }

  public Optional<Route> find(String method, List<String> path) {
    return routes.stream()
        .filter(route -> route.method().equals(method) && route.fits(path))
        .findFirst();
  }

  /** A path's segments; a trailing slash makes no difference. */
  public static List<String> segments(String path) {
    return List.of(path.replaceAll("^/+|/+$", "").split("/"));
  }
}
