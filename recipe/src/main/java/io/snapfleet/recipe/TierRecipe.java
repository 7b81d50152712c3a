package io.snapfleet.recipe;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one tier's machines do in an application.
 *
 * @param tier {@code database}, {@code web}, {@code proxy} or {@code autoscaler}
 * @param scripts the text of each stage's script; stages without one are skipped
 * @param port the TCP port it serves
 * @param reachedFrom tiers whose machines may connect to that port
 * @param dataDirectories directories kept on a volume of their own
 * @param cleanUp what is taken out of its images, as in {@code CaptureRequest}; added to the list
 *     that holds for every machine
 * @param backup which of its files are the application's own
 */
public record TierRecipe(
    String tier,
    Map<Stage, String> scripts,
    int port,
    List<String> reachedFrom,
    List<String> dataDirectories,
    List<String> cleanUp,
    BackupRule backup) {
  public TierRecipe {
    Objects.requireNonNull(tier, "tier");
    scripts = Map.copyOf(scripts);
    reachedFrom = List.copyOf(reachedFrom);
    dataDirectories = List.copyOf(dataDirectories);
    cleanUp = List.copyOf(cleanUp);
    Objects.requireNonNull(backup, "backup");
  }
}
