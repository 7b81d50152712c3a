package io.snapfleet.local;

import io.snapfleet.provider.api.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What this provider works with, pretended: podman by something that answers for it, and programs
 * by scripts. It needs neither root nor any of them, and no machine ever runs. For the JVM that
 * watches while the packaged program's cache is made.
 */
public final class LocalRehearsal implements AutoCloseable {
  private static final Map<String, String> PROGRAMS =
      Map.of(
          "nft",
          "#!/bin/sh\n",
          "iptables-save",
          "#!/bin/sh\n",
          "mmdebstrap",
          """
          #!/bin/sh
          for tree; do
            case $tree in */pool/*) mkdir -p "$tree/etc/systemd/system" "$tree/etc/ssh" "$tree/root" ;; esac
          done
          """,
          "btrfs",
          """
          #!/bin/sh
          [ "$1" = -q ] && shift
          case "$1 $2" in
            "subvolume create") mkdir -p "$3" ;;
            "subvolume snapshot") mkdir -p "${4%/*}" && cp -R "$3" "$4" ;;
            "subvolume delete") rm -rf "$3" ;;
            "subvolume show") echo "Gen at creation: 1" ;;
          esac
          """);

  private final Path programs;
  private final PretendedPodman podman;

  private LocalRehearsal(Path programs, PretendedPodman podman) {
    this.programs = programs;
    this.podman = podman;
  }

  /**
   * Begins to answer for podman.
   *
   * @param directory as for {@link #provider}
   */
  public static LocalRehearsal start(Path directory) throws IOException {
    Path programs = Files.createDirectories(directory.resolve("bin"));
    for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
      Path file = programs.resolve(program.getKey());
      Files.writeString(file, program.getValue());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    HomeLayout layout = layout(directory);
    layout.create();
    return new LocalRehearsal(programs, PretendedPodman.start(layout.socket()));
  }

  /** Where the scripts are, to come first in the path of who rehearses. */
  public Path programs() {
    return programs;
  }

  /** The provider in the process that rehearses. */
  public static Provider provider(Path directory, LocalSettings settings, Clock clock) {
    LocalEngine engine = LocalEngine.running(layout(directory), settings, clock);
    return new LocalProvider(engine, List::of);
  }

  private static HomeLayout layout(Path directory) {
    return new HomeLayout(directory.resolve("local"), directory.resolve("run").resolve("0"));
  }

  @Override
  public void close() {
    try {
      podman.close();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
