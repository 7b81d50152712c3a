package io.snapfleet.fleet.backup;

import io.snapfleet.fleet.model.Backup.Part;
import io.snapfleet.fleet.model.Backup.PartName;
import io.snapfleet.recipe.BackupRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts files as parts of a backup: the assets, and the rest. Not thread-safe. */
final class FileCount {
  private final String machine;
  private final List<String> assets;
  private long webrootItems;
  private long webrootBytes;
  private long assetItems;
  private long assetBytes;

  FileCount(String machine, BackupRule rule) {
    this.machine = machine;
    this.assets = rule.assets().stream().map(path -> RawPath.of(path.substring(1))).toList();
  }

  void add(RemoteFile file) {
    if (isAsset(file.path())) {
      assetItems++;
      assetBytes += file.size();
    } else {
      webrootItems++;
      webrootBytes += file.size();
    }
  }

  private boolean isAsset(String path) {
    return assets.stream().anyMatch(asset -> path.equals(asset) || path.startsWith(asset + "/"));
  }

  /**
   * @param problem with any of the files, which leaves both parts unproven; null without one
   */
  List<Part> parts(@Nullable String problem) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(PartName.WEBROOT, machine, webrootItems, webrootBytes, problem));
    if (!assets.isEmpty()) {
      parts.add(new Part(PartName.ASSETS, machine, assetItems, assetBytes, problem));
    }
    return parts;
  }

  /** None of the files came. */
  List<Part> failed(String problem) {
    webrootItems = 0;
    webrootBytes = 0;
    assetItems = 0;
    assetBytes = 0;
    return parts(problem);
  }
}
