package io.snapfleet.vault.format;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.RandomAccess;

/** Ids in order, unchangeable, in 32 bytes each: a large file has a hundred thousand of them. */
public final class IdList extends AbstractList<Id> implements RandomAccess {
  private static final IdList EMPTY = new IdList(new long[0]);

  private final long[] words;

  private IdList(long[] words) {
    this.words = words;
  }

  public static IdList of(Id... ids) {
    return copyOf(Arrays.asList(ids));
  }

  public static IdList copyOf(Collection<Id> ids) {
    if (ids instanceof IdList list) {
      return list;
    }
    Builder builder = new Builder();
    ids.forEach(builder::add);
    return builder.build();
  }

  @Override
  public Id get(int index) {
    int at = 4 * index;
    return new Id(words[at], words[at + 1], words[at + 2], words[at + 3]);
  }

  @Override
  public int size() {
    return words.length / 4;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdList list ? Arrays.equals(words, list.words) : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /** Gathers a list. Not thread-safe. */
  public static final class Builder {
    private long[] words = new long[8];
    private int size;

    public Builder add(Id id) {
      if (size == words.length) {
        words = Arrays.copyOf(words, Math.multiplyExact(size, 2));
      }
      words[size] = id.a();
      words[size + 1] = id.b();
      words[size + 2] = id.c();
      words[size + 3] = id.d();
      size += 4;
      return this;
    }

    public IdList build() {
      return size == 0 ? EMPTY : new IdList(Arrays.copyOf(words, size));
    }
  }
}
