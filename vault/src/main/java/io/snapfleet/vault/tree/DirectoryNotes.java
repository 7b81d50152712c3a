package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.repository.LocalNotes;
import io.snapfleet.vault.repository.Repository;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What this machine remembers of the directories of its last backup of some paths: by its tree, how
 * each looked. Where one looks so again, its earlier tree says nothing new and is not read. That
 * spares the look whether the repository still has what the tree needs, so the notes are of use
 * only while all index files are there that were known when they were made. Thread-safe.
 */
public final class DirectoryNotes {
  private static final long FORMAT = 0x736e_6170_6469_7201L; // "snapdir", version 1
  private static final int MOST_DIRECTORIES = 100_000;

  private final Repository repository;
  private final LocalNotes notes;
  private final String subject;
  private final Map<Id, KnownDirectory> last;
  private final Map<Id, KnownDirectory> now = new ConcurrentHashMap<>();

  private DirectoryNotes(Repository repository, LocalNotes notes, String subject) {
    this.repository = repository;
    this.notes = notes;
    this.subject = subject;
    this.last =
        notes
            .load(subject)
            .flatMap(note -> parse(note, repository.knownIndexes()))
            .orElse(Map.of());
  }

  /** What is noted of these paths, if it is of use. */
  public static DirectoryNotes of(Repository repository, List<String> paths) {
    String subject = "directories " + String.join("\n", paths);
    return new DirectoryNotes(repository, repository.notes(), subject);
  }

  /** What is noted of a tree, if its directory had the same listing then. */
  @Nullable KnownDirectory find(@Nullable Id tree, @Nullable Id listing) {
    KnownDirectory known = tree == null || listing == null ? null : last.get(tree);
    return known != null && known.listing().equals(listing) ? known : null;
  }

  void add(Id tree, KnownDirectory directory) {
    now.put(tree, directory);
  }

  /** Notes what was added, for the next time. What the trees need must be in index files. */
  public void save() {
    if (notes.areKept() && now.size() <= MOST_DIRECTORIES && !now.equals(last)) {
      notes.save(subject, bytes());
    }
  }

  private byte[] bytes() {
    Set<Id> indexes = repository.knownIndexes();
    long ids =
        indexes.size() + now.values().stream().mapToLong(one -> 2 + one.subtrees().size()).sum();
    long numbers = 2L + now.size();
    ByteBuffer out =
        ByteBuffer.allocate(
            Math.toIntExact(Long.BYTES + numbers * Integer.BYTES + ids * Id.LENGTH));
    out.putLong(FORMAT).putInt(indexes.size());
    indexes.forEach(index -> out.put(index.bytes()));
    out.putInt(now.size());
    now.forEach((tree, directory) -> put(out, tree, directory));
    return out.array();
  }

  private static void put(ByteBuffer out, Id tree, KnownDirectory directory) {
    out.put(tree.bytes()).put(directory.listing().bytes()).putInt(directory.subtrees().size());
    directory.subtrees().forEach(subtree -> out.put(subtree.bytes()));
  }

  private static Optional<Map<Id, KnownDirectory>> parse(byte[] note, Set<Id> indexes) {
    ByteBuffer in = ByteBuffer.wrap(note);
    try {
      return in.getLong() == FORMAT && indexes.containsAll(ids(in))
          ? Optional.of(directories(in))
          : Optional.empty();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Map<Id, KnownDirectory> directories(ByteBuffer in) {
    Map<Id, KnownDirectory> directories = new HashMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      directories.put(id(in), new KnownDirectory(id(in), ids(in)));
    }
    return directories;
  }

  private static IdList ids(ByteBuffer in) {
    IdList.Builder ids = new IdList.Builder();
    for (int left = in.getInt(); left > 0; left--) {
      ids.add(id(in));
    }
    return ids.build();
  }

  private static Id id(ByteBuffer in) {
    return new Id(in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }
}
