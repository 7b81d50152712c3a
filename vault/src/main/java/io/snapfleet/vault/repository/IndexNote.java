package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.Id;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What index files list, noted by this machine in a form that is read many times as fast as theirs.
 * A note is of use while all the files are there that it was made of. Thread-safe.
 */
final class IndexNote {
  private static final String SUBJECT = "index";
  private static final long FORMAT = 0x736e_6170_6964_7801L; // "snapidx", version 1
  private static final int MOST_BLOBS = 500_000;
  private static final int WORTH_A_NEW_ONE = 8;

  private final LocalNotes notes;
  private volatile int noted;

  IndexNote(LocalNotes notes) {
    this.notes = notes;
  }

  /** What is noted of these files, or of some of them; nothing when other files are in the note. */
  KnownIndex read(Set<Id> files) {
    Optional<KnownIndex> note =
        notes.load(SUBJECT).flatMap(IndexNote::parse).filter(one -> files.containsAll(one.files()));
    note.ifPresent(one -> noted = one.index().size());
    return note.orElseGet(() -> new KnownIndex(Set.of(), new BlobIndex()));
  }

  /** Notes what these files list, where that is much more than was noted before. */
  void write(KnownIndex known) {
    int blobs = known.index().size();
    if (notes.areKept()
        && blobs <= MOST_BLOBS
        && (blobs - noted) * WORTH_A_NEW_ONE > blobs
        && notes.save(SUBJECT, bytes(known))) {
      noted = blobs;
    }
  }

  private static byte[] bytes(KnownIndex known) {
    Set<Id> files = known.files();
    ByteBuffer out =
        ByteBuffer.allocate(
            Long.BYTES + Integer.BYTES + files.size() * Id.LENGTH + known.index().bytes());
    out.putLong(FORMAT).putInt(files.size());
    files.forEach(file -> out.put(file.bytes()));
    known.index().write(out);
    return out.array();
  }

  private static Optional<KnownIndex> parse(byte[] note) {
    ByteBuffer in = ByteBuffer.wrap(note);
    try {
      return in.getLong() == FORMAT ? Optional.of(parse(in)) : Optional.empty();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static KnownIndex parse(ByteBuffer in) {
    Set<Id> files = new HashSet<>();
    byte[] id = new byte[Id.LENGTH];
    for (int left = in.getInt(); left > 0; left--) {
      in.get(id);
      files.add(Id.of(id));
    }
    return new KnownIndex(files, BlobIndex.read(in));
  }
}
