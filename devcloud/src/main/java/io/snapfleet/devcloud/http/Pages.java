package io.snapfleet.devcloud.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists, a page at a time, in the vendor's form. */
public final class Pages {
  private static final int USUAL = 20;
  private static final int MOST = 200;

  private Pages() {}

  /**
   * The page that was asked for.
   *
   * @param name the member of the answer that holds the list
   * @param shown how one is written in the answer; asked only for those of the page
   */
  public static <T> Reply of(
      Request request, String name, Collection<T> all, Function<T, ObjectNode> shown) {
    int size = Math.min(number(request, "per_page", USUAL), MOST);
    int page = number(request, "page", 1);
    int last = Math.max(1, (all.size() + size - 1) / size);
    ObjectNode body = JsonMapper.shared().createObjectNode();
    ArrayNode list = body.putArray(name);
    all.stream().skip((long) (page - 1) * size).limit(size).map(shown).forEach(list::add);
    body.set("links", links(request, page, last));
    body.putObject("meta").put("total", all.size());
    return Reply.ok(body);
  }

  private static int number(Request request, String name, int usual) {
    String text = request.query(name).orElse("");
    if (text.isEmpty()) {
      return usual;
    }
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw ApiError.badRequest(name + " is not a positive number");
    }
    return Integer.parseInt(text);
  }

  private static ObjectNode links(Request request, int page, int last) {
    ObjectNode links = JsonMapper.shared().createObjectNode();
    if (last == 1) {
      return links;
    }
    ObjectNode pages = links.putObject("pages");
    if (page > 1) {
      pages.put("first", url(request, 1)).put("prev", url(request, page - 1));
    }
    if (page < last) {
      pages.put("next", url(request, page + 1)).put("last", url(request, last));
    }
    return links;
  }

  private static String url(Request request, int page) {
    Map<String, String> query = new TreeMap<>(request.query());
    query.put("page", Integer.toString(page));
    List<String> pairs =
        query.entrySet().stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .toList();
    return request.base()
        + request.path()
        + pairs.stream().collect(Collectors.joining("&", "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
