package io.snapfleet.vault.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nodes as JSON, field by field in restic's order. */
final class NodeFormat {
  private static final long MOST_32 = 0xffff_ffffL;

  private NodeFormat() {}

  static void write(JsonWriter out, Node node, ZoneId zone) {
    out.beginObject();
    out.field("name").string(QuotedName.quote(node.name()));
    out.field("type").plainString(node.kind().word());
    optional(out, "mode", node.mode() & MOST_32);
    times(out, node, zone);
    out.field("uid").unsigned(node.uid() & MOST_32);
    out.field("gid").unsigned(node.gid() & MOST_32);
    optional(out, "user", node.user());
    optional(out, "group", node.group());
    optional(out, "inode", node.inode());
    optional(out, "device_id", node.deviceId());
    optional(out, "size", node.size());
    optional(out, "links", node.links());
    linkTarget(out, node.linkTarget());
    attributes(out, node);
    optional(out, "device", node.device());
    content(out, node.content());
    if (node.subtree() != null) {
      out.field("subtree").id(node.subtree());
    }
    optional(out, "error", node.error());
    out.endObject();
  }

  static Node read(JsonReader in) {
    NodeBuilder node = new NodeBuilder(RawText.of(""), NodeKind.IRREGULAR);
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      if (!in.skipNull()) {
        read(in, field, node);
      }
    }
    return node.build();
  }

  private static void read(JsonReader in, String field, NodeBuilder node) {
    switch (field) {
      case "name" -> node.name(QuotedName.unquote(in.string()));
      case "type" -> node.kind(NodeKind.ofWord(in.string()));
      case "mode" -> node.mode((int) in.number(MOST_32));
      case "mtime" -> node.mtime(GoTime.parse(in.string()));
      case "atime" -> node.atime(GoTime.parse(in.string()));
      case "ctime" -> node.ctime(GoTime.parse(in.string()));
      case "uid" -> node.uid((int) in.number(MOST_32));
      case "gid" -> node.gid((int) in.number(MOST_32));
      case "user" -> node.user(in.string());
      case "group" -> node.groupName(in.string());
      case "inode" -> node.inode(in.number());
      case "device_id" -> node.deviceId(in.number());
      case "size" -> node.size(in.number(Long.MAX_VALUE));
      case "links" -> node.links(in.number());
      default -> readRare(in, field, node);
    }
  }

  private static void readRare(JsonReader in, String field, NodeBuilder node) {
    switch (field) {
      case "linktarget" -> node.linkTarget(RawText.of(in.string()));
      case "linktarget_raw" -> node.linkTarget(RawText.of(in.base64()));
      case "extended_attributes" -> node.attributes(readAttributes(in));
      case "generic_attributes" -> node.genericAttributes(readText(in.raw()));
      case "device" -> node.device(in.number());
      case "content" -> node.content(readIds(in));
      case "subtree" -> node.subtree(in.id());
      case "error" -> node.error(in.string());
      default -> in.skip();
    }
  }

  private static String readText(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static IdList readIds(JsonReader in) {
    IdList.Builder ids = new IdList.Builder();
    in.beginArray();
    while (in.nextElement()) {
      ids.add(in.id());
    }
    return ids.build();
  }

  private static List<ExtendedAttribute> readAttributes(JsonReader in) {
    List<ExtendedAttribute> attributes = new ArrayList<>();
    in.beginArray();
    while (in.nextElement()) {
      attributes.add(readAttribute(in));
    }
    return attributes;
  }

  private static ExtendedAttribute readAttribute(JsonReader in) {
    String name = "";
    RawText value = RawText.of("");
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      if (in.skipNull()) {
        continue;
      }
      switch (field) {
        case "name" -> name = in.string();
        case "value" -> value = RawText.of(in.base64());
        default -> in.skip();
      }
    }
    return new ExtendedAttribute(name, value);
  }

  private static void times(JsonWriter out, Node node, ZoneId zone) {
    String mtime = GoTime.format(node.mtime(), zone);
    out.field("mtime").plainString(mtime);
    out.field("atime").plainString(sameOr(node.atime(), node.mtime(), mtime, zone));
    out.field("ctime").plainString(sameOr(node.ctime(), node.mtime(), mtime, zone));
  }

  private static String sameOr(Instant moment, Instant other, String written, ZoneId zone) {
    return moment.equals(other) ? written : GoTime.format(moment, zone);
  }

  private static void linkTarget(JsonWriter out, @Nullable RawText target) {
    if (target == null || target.latin1().isEmpty()) {
      return;
    }
    out.field("linktarget").string(Utf8.replaced(target));
    if (!target.isUtf8()) {
      out.field("linktarget_raw").base64(target.bytes());
    }
  }

  private static void attributes(JsonWriter out, Node node) {
    if (!node.attributes().isEmpty()) {
      out.field("extended_attributes").beginArray();
      for (ExtendedAttribute attribute : node.attributes()) {
        out.beginObject().field("name").string(attribute.name());
        out.field("value").base64(attribute.value().bytes()).endObject();
      }
      out.endArray();
    }
    if (node.genericAttributes() != null) {
      out.field("generic_attributes")
          .json(node.genericAttributes().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void content(JsonWriter out, @Nullable IdList ids) {
    out.field("content");
    if (ids == null) {
      out.nothing();
      return;
    }
    out.beginArray();
    for (Id id : ids) {
      out.id(id);
    }
    out.endArray();
  }

  private static void optional(JsonWriter out, String field, long value) {
    if (value != 0) {
      out.field(field).unsigned(value);
    }
  }

  private static void optional(JsonWriter out, String field, String value) {
    if (!value.isEmpty()) {
      out.field(field).string(value);
    }
  }
}
