package io.snapfleet.vault.format;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Index files: which blobs lie where in which packs. Read entry by entry, as they are large. */
public final class IndexFile {
  private static final long MOST_OFFSET = 0xffff_ffffL;

  private IndexFile() {}

  /** Takes what an index file lists. */
  public interface Visitor {
    /** A blob of a pack. The blobs of one pack come together, in the index's order. */
    void blob(Id pack, PackedBlob blob);

    /** An index file that this one replaces. */
    default void supersedes(Id index) {}
  }

  public static byte[] write(Map<Id, List<PackedBlob>> packs) {
    JsonWriter out = new JsonWriter(1 << 16);
    out.beginObject().field("packs").beginArray();
    packs.forEach((pack, blobs) -> write(out, pack, blobs));
    return out.endArray().endObject().bytes();
  }

  /** Gives each index entry of the file to the visitor. */
  public static void read(byte[] file, Visitor visitor) {
    JsonReader in = new JsonReader(file);
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      if (in.skipNull()) {
        continue;
      }
      switch (field) {
        case "supersedes" -> each(in, one -> visitor.supersedes(one.id()));
        case "packs" -> each(in, one -> readPack(one, visitor));
        default -> in.skip();
      }
    }
    in.end();
  }

  private static void write(JsonWriter out, Id pack, List<PackedBlob> blobs) {
    out.beginObject().field("id").id(pack).field("blobs").beginArray();
    for (PackedBlob blob : blobs) {
      out.beginObject().field("id").id(blob.id()).field("type").plainString(blob.kind().word());
      out.field("offset").unsigned(blob.offset()).field("length").unsigned(blob.length());
      if (blob.isCompressed()) {
        out.field("uncompressed_length").unsigned(blob.rawLength());
      }
      out.endObject();
    }
    out.endArray().endObject();
  }

  private static void each(JsonReader in, Consumer<JsonReader> element) {
    in.beginArray();
    while (in.nextElement()) {
      element.accept(in);
    }
  }

  private static void readPack(JsonReader in, Visitor visitor) {
    Id[] pack = new Id[1];
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "id" -> pack[0] = in.id();
        case "blobs" -> each(in, one -> visitor.blob(known(pack[0]), readBlob(one)));
        default -> in.skip();
      }
    }
  }

  private static Id known(Id pack) {
    if (pack == null) {
      throw new FormatException("an index lists blobs before it names their pack");
    }
    return pack;
  }

  private static PackedBlob readBlob(JsonReader in) {
    Id id = null;
    BlobKind kind = null;
    long offset = 0;
    long length = 0;
    long rawLength = 0;
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "id" -> id = in.id();
        case "type" -> kind = BlobKind.ofWord(in.string());
        case "offset" -> offset = in.number(MOST_OFFSET);
        case "length" -> length = in.number(Integer.MAX_VALUE);
        case "uncompressed_length" -> rawLength = in.number(Integer.MAX_VALUE);
        default -> in.skip();
      }
    }
    if (id == null || kind == null || length < PackedBlob.OVERHEAD) {
      throw new FormatException("an index has an entry without id, type or length");
    }
    return new PackedBlob(kind, id, offset, (int) length, (int) rawLength);
  }
}
