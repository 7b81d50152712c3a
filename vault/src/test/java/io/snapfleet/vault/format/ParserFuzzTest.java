package io.snapfleet.vault.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Parsers of what a repository stores take any bytes: they read them or refuse them with a {@link
 * FormatException}, and what they read is written and read again the same. As tests they run on the
 * seeds and on inputs that once failed; as fuzzers as docs/vault.md says.
 */
class ParserFuzzTest {

  @FuzzTest
  void tree(byte[] bytes) {
    List<Node> nodes = read(TreeReader::read, bytes);
    if (nodes != null) {
      assertThat(TreeReader.read(TreeWriter.write(nodes, ZoneOffset.UTC))).isEqualTo(nodes);
    }
  }

  @FuzzTest
  void snapshot(byte[] bytes) {
    SnapshotFile snapshot = read(SnapshotFile::read, bytes);
    if (snapshot != null) {
      assertThat(SnapshotFile.read(snapshot.toJson(ZoneOffset.UTC))).isEqualTo(snapshot);
    }
  }

  @FuzzTest
  void index(byte[] bytes) {
    Map<Id, List<PackedBlob>> packs = read(ParserFuzzTest::packs, bytes);
    if (packs != null) {
      assertThat(packs(IndexFile.write(packs))).isEqualTo(packs);
    }
  }

  /** The pack's length before the header comes first, then the header. */
  @FuzzTest
  void packHeader(byte[] bytes) {
    if (bytes.length < Integer.BYTES) {
      return;
    }
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt());
    byte[] header = Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
    List<PackedBlob> blobs = read(plain -> PackHeader.read(plain, length), header);
    if (blobs != null) {
      assertThat(PackHeader.read(PackHeader.write(blobs), length)).isEqualTo(blobs);
    }
  }

  @FuzzTest
  void keyFile(byte[] bytes) {
    KeyFile key = read(KeyFile::read, bytes);
    if (key != null) {
      assertThat(KeyFile.read(key.toJson(ZoneOffset.UTC))).isEqualTo(key);
    }
  }

  @FuzzTest
  void masterKey(byte[] bytes) {
    MasterKeyFile key = read(MasterKeyFile::read, bytes);
    if (key != null) {
      assertThat(MasterKeyFile.read(key.toJson())).isEqualTo(key);
    }
  }

  @FuzzTest
  void config(byte[] bytes) {
    Config config = read(Config::read, bytes);
    if (config != null) {
      assertThat(Config.read(config.toJson())).isEqualTo(config);
    }
  }

  @FuzzTest
  void lock(byte[] bytes) {
    LockFile lock = read(LockFile::read, bytes);
    if (lock != null) {
      assertThat(LockFile.read(lock.toJson(ZoneOffset.UTC))).isEqualTo(lock);
    }
  }

  /** What the parser reads, or null where it refuses as it should. */
  private static <T> T read(Function<byte[], T> parser, byte[] bytes) {
    try {
      return parser.apply(bytes);
    } catch (FormatException refused) {
      assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(1000);
      return null;
    }
  }

  private static Map<Id, List<PackedBlob>> packs(byte[] index) {
    Map<Id, List<PackedBlob>> packs = new LinkedHashMap<>();
    IndexFile.read(
        index, (pack, blob) -> packs.computeIfAbsent(pack, none -> new ArrayList<>()).add(blob));
    return packs;
  }
}
