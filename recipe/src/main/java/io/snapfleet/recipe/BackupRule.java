package io.snapfleet.recipe;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which files of a tier's machines are the application's own, to be backed up. All paths are
 * absolute.
 *
 * @param include directories that must be there
 * @param includeIfThere directories that are left out where they are not there
 * @param exclude paths below those that are left out; {@code *} may stand in the last segment, and
 *     with {@code /} at the end the directory is kept without what is in it
 * @param assets directories below those that hold what visitors and editors upload
 */
public record BackupRule(
    List<String> include, List<String> includeIfThere, List<String> exclude, List<String> assets) {
  public static final BackupRule NONE = new BackupRule(List.of(), List.of(), List.of(), List.of());

  public BackupRule {
    include = List.copyOf(include);
    includeIfThere = List.copyOf(includeIfThere);
    exclude = List.copyOf(exclude);
    assets = List.copyOf(assets);
  }

  /** Whether the tier has no files to back up. */
  public boolean isEmpty() {
    return include.isEmpty() && includeIfThere.isEmpty();
  }

  /** All directories that are included, in the order written. */
  public List<String> directories() {
    return Stream.concat(include.stream(), includeIfThere.stream()).toList();
  }
}
