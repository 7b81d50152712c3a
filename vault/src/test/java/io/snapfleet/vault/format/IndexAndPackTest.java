package io.snapfleet.vault.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IndexAndPackTest {

  @Property(tries = 200)
  void packHeadersComeBack(@ForAll("packs") List<PackedBlob> blobs) {
    long end = blobs.isEmpty() ? 0 : blobs.getLast().offset() + blobs.getLast().length();

    assertThat(PackHeader.read(PackHeader.write(blobs), end)).isEqualTo(blobs);
  }

  @Property(tries = 200)
  void indexesComeBack(@ForAll("packs") List<PackedBlob> blobs, @ForAll long word) {
    Id pack = new Id(word, ~word, 3, 4);
    Map<Id, List<PackedBlob>> read = new LinkedHashMap<>();

    IndexFile.read(
        IndexFile.write(Map.of(pack, blobs)),
        (id, blob) -> read.computeIfAbsent(id, one -> new ArrayList<>()).add(blob));

    assertThat(read).isEqualTo(blobs.isEmpty() ? Map.of() : Map.of(pack, blobs));
  }

  @Provide
  Arbitrary<List<PackedBlob>> packs() {
    Arbitrary<PackedBlob> blob =
        Combinators.combine(
                Arbitraries.of(BlobKind.class),
                Arbitraries.longs(),
                Arbitraries.integers().between(32, 1 << 24),
                Arbitraries.integers().between(0, 1 << 24))
            .as(
                (kind, id, length, raw) ->
                    new PackedBlob(kind, new Id(id, -id, id / 2, 7), 0, length, raw));
    return blob.list().ofMaxSize(20).map(IndexAndPackTest::oneAfterTheOther);
  }

  private static List<PackedBlob> oneAfterTheOther(List<PackedBlob> blobs) {
    List<PackedBlob> placed = new ArrayList<>();
    long offset = 0;
    for (PackedBlob blob : blobs) {
      placed.add(new PackedBlob(blob.kind(), blob.id(), offset, blob.length(), blob.rawLength()));
      offset += blob.length();
    }
    return placed;
  }

  @Test
  void supersededIndexesAreNamed() {
    Id old = new Id(1, 2, 3, 4);
    List<Id> superseded = new ArrayList<>();
    String index = "{\"supersedes\":[\"" + old.hex() + "\"],\"packs\":[]}";

    IndexFile.read(
        index.getBytes(UTF_8),
        new IndexFile.Visitor() {
          @Override
          public void blob(Id pack, PackedBlob blob) {}

          @Override
          public void supersedes(Id one) {
            superseded.add(one);
          }
        });

    assertThat(superseded).containsExactly(old);
  }

  @Test
  void aHeaderThatIsCutOffOrDoesNotFitThePackIsRefused() {
    byte[] header =
        PackHeader.write(List.of(new PackedBlob(BlobKind.DATA, new Id(1, 2, 3, 4), 0, 40, 0)));

    assertThatThrownBy(() -> PackHeader.read(Arrays.copyOf(header, header.length - 1), 40))
        .isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> PackHeader.read(header, 41)).isInstanceOf(FormatException.class);
  }
}
