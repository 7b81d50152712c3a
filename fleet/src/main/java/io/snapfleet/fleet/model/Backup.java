package io.snapfleet.fleet.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An application's data at one moment: one snapshot in the vault.
 *
 * @param id 12 characters from {@code [a-z0-9]}; its first 4 select it where they are unambiguous
 * @param moment the data is of this moment; for one that is being taken, when it began
 * @param endedAt when it was stored; null while it is being taken
 * @param snapshot the vault's id of the snapshot, 64 hexadecimal digits; null while it is being
 *     taken
 * @param detail what is in it; null while it is being taken
 */
public record Backup(
    String id,
    String fleet,
    BackupPeriod period,
    State state,
    Instant moment,
    @Nullable Instant endedAt,
    @Nullable String snapshot,
    @Nullable Detail detail) {
  /** What it is good for. */
  public enum State {
    /** Not stored yet, or never: its process may have ended. */
    TAKING,
    /** All parts are there. */
    COMPLETE,
    /** A part is missing; never counted as good. */
    PARTIAL,
    /** Being removed. */
    DELETING;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The parts of an application's data. */
  public enum PartName {
    /** The files, without the assets. */
    WEBROOT,
    /** The files in the recipe's asset directories. */
    ASSETS,
    DATABASE;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One part.
   *
   * @param machine where it was read
   * @param items files, directories and links; for a database 1
   * @param bytes their size
   * @param problem why it is missing or not whole; null when it is whole
   */
  public record Part(
      PartName name, String machine, long items, long bytes, @Nullable String problem) {
    public Part {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(machine, "machine");
    }

    public boolean isWhole() {
      return problem == null;
    }
  }

  /**
   * What is in a backup, and of what.
   *
   * @param recipe the recipe's name
   * @param applicationVersion as the application gives it; empty where the recipe cannot tell
   * @param until when the files were last looked at; between the moment and this they are of any
   *     time
   * @param parts in the order of {@link PartName}; a part that the application does not have is not
   *     there
   * @param addedBytes what the vault grew by
   * @param rows how many rows each table has in the dump, in the order of their names; empty where
   *     the recipe counts none
   */
  public record Detail(
      String recipe,
      String recipeVersion,
      String applicationVersion,
      Instant until,
      List<Part> parts,
      long addedBytes,
      Map<String, Long> rows) {
    /** Without counted rows. */
    public Detail(
        String recipe,
        String recipeVersion,
        String applicationVersion,
        Instant until,
        List<Part> parts,
        long addedBytes) {
      this(recipe, recipeVersion, applicationVersion, until, parts, addedBytes, Map.of());
    }

    /** Details stored before rows were counted have none. */
    public Detail {
      Objects.requireNonNull(recipe, "recipe");
      Objects.requireNonNull(recipeVersion, "recipeVersion");
      Objects.requireNonNull(applicationVersion, "applicationVersion");
      Objects.requireNonNull(until, "until");
      parts = List.copyOf(parts);
      rows = Collections.unmodifiableMap(rows == null ? new TreeMap<>() : new TreeMap<>(rows));
    }

    public Detail counting(Map<String, Long> found) {
      return new Detail(recipe, recipeVersion, applicationVersion, until, parts, addedBytes, found);
    }

    public Optional<Part> part(PartName name) {
      return parts.stream().filter(part -> part.name() == name).findFirst();
    }
  }

  public Backup {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(fleet, "fleet");
    Objects.requireNonNull(period, "period");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(moment, "moment");
  }

  /** Whether all of the application's data can be restored from it. */
  public boolean isGood() {
    return state == State.COMPLETE;
  }

  public Backup in(State next) {
    return new Backup(id, fleet, period, next, moment, endedAt, snapshot, detail);
  }

  /** This backup, stored in the vault; good when every part of it is whole. */
  public Backup stored(Instant of, Instant at, String as, Detail with) {
    boolean whole = with.parts().stream().allMatch(Part::isWhole);
    return new Backup(id, fleet, period, whole ? State.COMPLETE : State.PARTIAL, of, at, as, with);
  }
}
