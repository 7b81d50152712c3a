package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our labels as DigitalOcean's tags, which are words of letters, digits, {@code :}, {@code -} and
 * {@code _}. A label is {@code key:value}; an underscore in either is {@code _u}, a point is {@code
 * _d}. {@code docs/digitalocean.md} is the format's description.
 */
final class Labels {
  /** Followed by fleet and tier: on every droplet of the tier, for firewalls to tell it by. */
  private static final String GROUP = "snapfleet-group";

  /** Followed by the size that was asked for, which may be a word of ours. */
  private static final String SIZE = "snapfleet-size";

  /** The longest tag, description of a VPC, and name of an image. */
  static final int LONGEST = 255;

  private static final Pattern TAG = Pattern.compile("([a-z0-9_-]+):([a-z0-9_-]*)");
  private static final Pattern WORD = Pattern.compile("[a-z0-9._-]{1,63}");

  private Labels() {}

  /** One tag a label, in the order of the keys. */
  static List<String> encode(Tags tags) {
    return tags.values().entrySet().stream()
        .map(label -> encode(label.getKey(), label.getValue()))
        .toList();
  }

  /** The label as a tag. */
  static String encode(String key, String value) {
    return escaped(key) + ":" + escaped(value);
  }

  /** The labels among the tags; what others have put there, and our own markers, are left out. */
  static Tags decode(Collection<String> tags) {
    Map<String, String> labels = new TreeMap<>();
    for (String tag : tags) {
      Matcher matcher = TAG.matcher(tag);
      if (matcher.matches() && !matcher.group(2).isEmpty() && !tag.startsWith(SIZE + ":")) {
        labels.put(plain(matcher.group(1)), plain(matcher.group(2)));
      }
    }
    return new Tags(labels);
  }

  /** All labels in one text, for what has no tags. */
  static String text(Tags tags) {
    return String.join(" ", encode(tags));
  }

  static Tags ofText(String text) {
    return decode(Arrays.asList(text.split(" ")));
  }

  /**
   * A droplet's tags. The label that only repeats the droplet's name has an empty value, as tags
   * outlive what they are on and would pile up.
   */
  static List<String> ofDroplet(String name, Tags tags, String size) {
    List<String> encoded = new ArrayList<>();
    tags.values()
        .forEach(
            (key, value) ->
                encoded.add(isItsName(key, value, name) ? escaped(key) + ":" : encode(key, value)));
    group(tags).ifPresent(encoded::add);
    encoded.add(encode(SIZE, size));
    return encoded;
  }

  static Tags ofDroplet(String name, Collection<String> tags) {
    return decode(
        tags.stream()
            .map(tag -> tag.equals(Tags.MACHINE + ":") ? encode(Tags.MACHINE, name) : tag)
            .toList());
  }

  /** The size that was asked for, where the droplet is one of ours. */
  static Optional<String> size(Collection<String> tags) {
    return tags.stream()
        .filter(tag -> tag.startsWith(SIZE + ":"))
        .map(tag -> plain(tag.substring(SIZE.length() + 1)))
        .findFirst();
  }

  /** The tag of all droplets of one tier of one fleet. */
  static String group(String fleet, String tier) {
    return GROUP + ":" + escaped(fleet) + ":" + escaped(tier);
  }

  private static Optional<String> group(Tags tags) {
    return tags.get(Tags.FLEET)
        .flatMap(fleet -> tags.get(Tags.TIER).map(tier -> group(fleet, tier)));
  }

  /** The tier of a group's tag. */
  static Optional<String> tierOf(String tag) {
    String[] parts = tag.split(":", -1);
    return parts.length == 3 && parts[0].equals(GROUP)
        ? Optional.of(plain(parts[2]))
        : Optional.empty();
  }

  static String fleetTag(String fleet) {
    return encode(Tags.FLEET, fleet);
  }

  /** Refuses labels that could not be read again. */
  static void check(Tags tags) {
    tags.values()
        .forEach(
            (key, value) -> {
              if (!WORD.matcher(key).matches() || !WORD.matcher(value).matches()) {
                throw new ProviderException.Permanent(
                    "the label %s=%s cannot be a tag".formatted(key, value),
                    "Use at most 63 characters of a-z, 0-9, '.', '_' and '-'.");
              }
            });
  }

  private static boolean isItsName(String key, String value, String name) {
    return key.equals(Tags.MACHINE) && value.equals(name);
  }

  static String escaped(String text) {
    return text.replace("_", "_u").replace(".", "_d");
  }

  static String plain(String text) {
    return Pattern.compile("_([ud])")
        .matcher(text)
        .replaceAll(match -> match.group(1).equals("u") ? "_" : ".");
  }

  /** All pairs in as few tags as can be, each of them whole in one tag that begins with prefix. */
  static List<String> packed(String prefix, Map<String, String> pairs) {
    List<String> tags = new ArrayList<>();
    StringBuilder tag = new StringBuilder(prefix);
    for (Map.Entry<String, String> pair : new TreeMap<>(pairs).entrySet()) {
      String encoded = encode(pair.getKey(), pair.getValue());
      if (tag.length() + 1 + encoded.length() > LONGEST) {
        tags.add(tag.toString());
        tag = new StringBuilder(prefix);
      }
      tag.append(':').append(encoded);
    }
    tags.add(tag.toString());
    return tags;
  }

  /** The pairs that were packed with this prefix; a word without its partner is left out. */
  static Map<String, String> unpacked(String prefix, Collection<String> tags) {
    Map<String, String> pairs = new TreeMap<>();
    for (String tag : tags) {
      if (tag.startsWith(prefix + ":")) {
        String[] words = tag.substring(prefix.length() + 1).split(":", -1);
        for (int at = 0; at + 1 < words.length; at += 2) {
          pairs.put(plain(words[at]), plain(words[at + 1]));
        }
      }
    }
    return pairs;
  }
}
