package io.snapfleet.bench.vault;

import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is compared: the vault first, then whatever of its peers is there. */
final class Programs {
  private Programs() {}

  /**
   * @param restics more of them than the installed one
   * @param wanted beginnings of peers' names; all where there are none
   */
  static List<BackupProgram> of(Path snapfleet, List<String> restics, List<String> wanted) {
    List<BackupProgram> programs = new ArrayList<>(List.of(new SnapfleetVault(snapfleet)));
    peers(restics).stream().filter(peer -> isWanted(peer, wanted)).forEach(programs::add);
    if (programs.size() == 1) {
      throw new BenchException(
          "nothing to compare with. Run: apt-get install --yes restic borgbackup");
    }
    return programs;
  }

  private static Set<BackupProgram> peers(List<String> restics) {
    Set<BackupProgram> peers = new LinkedHashSet<>();
    restics.forEach(
        path -> peers.add(Restic.of(Path.of(path).toAbsolutePath().normalize().toString())));
    if (Tools.isInstalled("restic")) {
      peers.add(Restic.of("restic"));
    }
    if (Tools.isInstalled("borg")) {
      peers.add(Borg.compressing(Borg.FASTEST));
      peers.add(Borg.compressing("zstd"));
    }
    return peers;
  }

  private static boolean isWanted(BackupProgram peer, List<String> wanted) {
    return wanted.isEmpty() || wanted.stream().anyMatch(peer.name()::startsWith);
  }
}
