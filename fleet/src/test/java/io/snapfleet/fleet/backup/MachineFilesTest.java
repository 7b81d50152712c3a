package io.snapfleet.fleet.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.recipe.BackupRule;
import io.snapfleet.remote.RemoteSession;
import io.snapfleet.remote.Script;
import io.snapfleet.remote.ScriptResult;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.repository.RepositorySettings;
import io.snapfleet.vault.store.LocalBackend;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of every kind and name go into the vault and onto another machine as they were. */
class MachineFilesTest {
  private static final BackupRule RULE =
      new BackupRule(
          List.of("/srv/it's a site"),
          List.of("/srv/missing", "/srv/extra"),
          List.of("/srv/it's a site/cache/", "/srv/it's a site/*.log"),
          List.of());

  /** Everything that a listing of a tree can tell apart, one thing a line. */
  private static final String DESCRIBE =
      "cd / && find . -mindepth 1 -printf '%P|%y|%m|%U|%G|%T@|%n|%l\\n' -type f"
          + " -exec sha256sum {} + | LC_ALL=C sort";

  @TempDir private Path directory;
  private Repository repository;

  @BeforeEach
  void open() throws IOException {
    repository =
        Repository.init(
            LocalBackend.create(directory.resolve("vault")),
            "secret".toCharArray(),
            RepositorySettings.defaults());
    bash(
        """
        mkdir -p one/srv two/srv && cd one/srv
        mkdir "it's a site" extra other && echo no > other/file
        cd "it's a site" && mkdir cache deep 'a-b' a
        echo warm > cache/page; echo no > x.log; echo yes > x.log.keep
        printf '' > empty; head -c 3000000 /dev/urandom > large
        printf odd > $'new\nline'; printf odd > $'not-\\xff-utf8'; printf odd > -rf; printf odd > ' '
        printf odd > '*'; printf odd > "$(printf 'long%.0s' $(seq 60))"
        mkdir -p deep/$(printf 'dir/%.0s' $(seq 40)); printf odd > deep/$(printf 'dir/%.0s' $(seq 40))file
        ln -s ../elsewhere link; ln -s "$(printf 'far/%.0s' $(seq 50))" long-link; ln large hard
        mkfifo pipe
        chmod 4711 empty; chmod 1777 a; chown 12345:54321 a-b; touch -d '2001-02-03 04:05:06.123456789' '*'
        touch -d '1965-01-01' ' '; touch -d '2002-01-01 00:00:00.5' deep
        """);
  }

  @AfterEach
  void close() {
    repository.close();
  }

  private void bash(String script) throws IOException {
    try {
      Process process =
          new ProcessBuilder("bash", "-euc", script)
              .directory(directory.toFile())
              .inheritIO()
              .start();
      assertThat(process.waitFor()).isZero();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private MachineFiles machine(String name) {
    return new MachineFiles(() -> new Local(directory.resolve(name)), name, RULE);
  }

  private String described(String name) {
    var out = new java.io.ByteArrayOutputStream();
    new DirectoryCommands(directory.resolve(name))
        .exec(DESCRIBE, InputStream.nullInputStream(), out, OutputStream.nullOutputStream());
    return out.toString(ISO_8859_1);
  }

  private Backup backUp(String name, Id parent) {
    Backup taking =
        new Backup(
            "aaaa00000000",
            "blog",
            BackupPeriod.MANUAL,
            Backup.State.TAKING,
            Instant.EPOCH,
            null,
            null,
            null);
    return new BackupWriter(repository, Clock.systemUTC())
        .write(taking, new BackupWriter.Source("demo", "1", "", null, machine(name), RULE, parent));
  }

  private BackupReader reader(Backup backup) {
    return new BackupReader(repository, Id.parse(Objects.requireNonNull(backup.snapshot())));
  }

  @Test
  void theListHasEveryNameAndLeavesOutWhatIsExcluded() {
    SortedMap<String, RemoteFile> files = machine("one").list();
    String site = "srv/it's a site/";

    assertThat(files)
        .containsKeys(
            "srv/extra",
            site + "new\nline",
            site + "not-\u00ff-utf8",
            site + "-rf",
            site + " ",
            site + "x.log.keep",
            site + "cache")
        .doesNotContainKeys(site + "cache/page", site + "x.log", site + "pipe", "srv/other");
    assertThat(files.get(site + "*").mtime().getNano()).isEqualTo(123_456_789);
    assertThat(files.get(site + " ").mtime()).isEqualTo(Instant.parse("1965-01-01T00:00:00Z"));
    assertThat(files.get(site + "link").kind()).isEqualTo(NodeKind.SYMLINK);
    assertThat(files.get(site + "a-b").uid()).isEqualTo(12345);
    assertThat(files.get(site + "empty").mode()).isEqualTo(04711);
  }

  @Test
  void anotherMachineGetsThemAsTheyWere() throws IOException {
    Backup backup = backUp("one", null);
    assertThat(backup.state()).isEqualTo(Backup.State.COMPLETE);

    bash("mkdir -p \"two/srv/it's a site/surplus/deep\" && ln -s /etc \"two/srv/it's a site/a\"");
    reader(backup).restoreFiles(machine("two"), RULE);

    bash(
        "cd \"one/srv/it's a site\" && rm -r cache/page x.log pipe ../other"
            + " && cd ../../.. && for one in . 'a site'; do :; done"
            + " && touch -r one/srv two/srv && touch -r \"one/srv/it's a site/cache\""
            + " \"two/srv/it's a site/cache\" && touch -r \"one/srv/it's a site\""
            + " \"two/srv/it's a site\"");
    assertThat(described("two")).isEqualTo(described("one")).contains("4711", "12345");
  }

  @Test
  void whatDidNotChangeIsNotReadAgain() throws IOException {
    Backup first = backUp("one", null);
    long whole = Objects.requireNonNull(first.detail()).addedBytes();
    Backup second = backUp("one", Id.parse(Objects.requireNonNull(first.snapshot())));

    assertThat(whole).isGreaterThan(3_000_000);
    assertThat(Objects.requireNonNull(second.detail()).addedBytes()).isLessThan(10_000);
    assertThat(reader(second).since(reader(first))).isEmpty();
    assertThat(reader(second).files().keySet()).isEqualTo(reader(first).files().keySet());
  }

  @Test
  void aListOfPathsIsMadeToBeAsInTheBackup() throws IOException {
    Backup backup = backUp("one", null);
    reader(backup).restoreFiles(machine("two"), RULE);
    bash("cd \"two/srv/it's a site\" && echo bad > empty && echo bad > new && echo bad > '*'");

    BackupReader.Written written =
        reader(backup)
            .writeFiles(
                machine("two"),
                RULE,
                List.of("srv/it's a site/empty", "srv/it's a site/new", "etc/passwd"));

    assertThat(written).isEqualTo(new BackupReader.Written(1, 0, 1));
    Path site = directory.resolve("two/srv/it's a site");
    assertThat(site.resolve("empty")).isEmptyFile();
    assertThat(site.resolve("new")).doesNotExist();
    assertThat(site.resolve("*")).hasContent("bad");
  }

  @Test
  void aDirectoryThatMustBeThereAndIsNotIsNamed() throws IOException {
    bash("rm -r \"one/srv/it's a site\"");

    assertThatThrownBy(() -> machine("one").list())
        .isInstanceOf(MachineFilesException.class)
        .hasMessage("the files on one could not be listed: there is no directory /srv/it's a site");
  }

  /** A session that runs commands on a directory of this computer. */
  private record Local(Path root) implements RemoteSession {
    @Override
    public int exec(String command, InputStream in, OutputStream out, OutputStream err) {
      return new DirectoryCommands(root).exec(command, in, out, err);
    }

    @Override
    public ScriptResult run(Script script) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ScriptResult pipe(Script script, InputStream in, OutputStream out) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void upload(Path local, String remote) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void uploadContent(Path local, String remote) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void download(String remote, Path local) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
