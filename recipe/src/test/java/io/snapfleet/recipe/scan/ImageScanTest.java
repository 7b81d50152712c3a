package io.snapfleet.recipe.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.recipe.scan.ImageScan.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All of an image is read, wherever people have put things. */
class ImageScanTest {
  @TempDir private Path root;

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }

  private List<Finding> scan() {
    return new ImageScan(root, text -> List.of()).findings();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/usr/local/etc/site.key",
        "/data/site.key",
        "/usr/share/wordpress/k.pem",
        "/etc/nginx/site.txt",
        "/root/x",
        "/home/bob/x",
        "/var/lib/app/x",
        "/srv/x",
        "/opt/app/x",
        "/mnt/x",
        "/boot/x",
        "/tmp/x",
        "/usr/lib/x",
        "/x",
        "/opt/root/proc/x"
      })
  void aPrivateKeyIsFoundWhereverItLies(String path) throws IOException {
    write(path, Keys.pem("PRIVATE KEY"));

    assertThat(scan()).containsExactly(new Finding(path, "a private key"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/x", "/sys/x", "/dev/x", "/run/x"})
  void whatIsMountedWhenAMachineRunsIsNotRead(String path) throws IOException {
    write(path, Keys.pem("PRIVATE KEY"));

    assertThat(scan()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv/app/node_modules/tls/sample.pem",
        "/opt/venv/lib/python3.11/site-packages/tool/key.pem",
        "/var/www/site/vendor/phpseclib/key",
        "/var/www/site/lib/tests/key",
        "/root/.npm/_cacache/x"
      })
  void amongWhatOthersHaveWrittenOnlyTheMakersOwnSecretsAreFound(String path) throws IOException {
    write(path, Keys.pem("PRIVATE KEY") + "ghp_" + "aB3".repeat(12) + " swordfish-12345");

    assertThat(scan()).isEmpty();
    assertThat(new ImageScan(root, text -> List.of("the password")).findings())
        .containsExactly(new Finding(path, "the password"));
  }

  @Test
  void linksAreNotFollowedOutOfTheImage() throws IOException {
    Path elsewhere = Files.createDirectory(root.resolve("proc"));
    Files.writeString(elsewhere.resolve("key"), Keys.pem("PRIVATE KEY"));
    Files.createSymbolicLink(root.resolve("data"), elsewhere);
    Files.createSymbolicLink(root.resolve("key"), elsewhere.resolve("key"));

    assertThat(scan()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/machine-id, the machine-id of the machine it was taken of",
    "/var/lib/dbus/machine-id, the machine-id of the machine it was taken of",
    "/opt/root/etc/machine-id, the machine-id of the machine it was taken of",
    "/etc/ssh/ssh_host_ed25519_key.pub, an SSH host key",
    "/home/bob/.bash_history, shell history",
    "/home/bob/.mysql_history, shell history",
    "/home/bob/.viminfo, shell history",
    "/var/log/nginx/access, a log",
    "/opt/app/logs/system.journal, a log",
    "/home/bob/.ssh/authorized_keys, keys that may log in"
  })
  void tracesOfUseAreFoundByTheirNames(String path, String what) throws IOException {
    write(path, "0123456789abcdef0123456789abcdef\n");

    assertThat(scan()).containsExactly(new Finding(path, what));
  }

  @Test
  void emptyFilesAndAMachineIdThatIsStillToComeAreNoTraces() throws IOException {
    write("/etc/machine-id", "");
    write("/var/lib/dbus/machine-id", "uninitialized\n");
    write("/var/log/lastlog", "");
    write("/root/.ssh/authorized_keys", "");

    assertThat(scan()).isEmpty();
  }

  @Test
  void whatAPackageBroughtIsNobodysUntilItIsChanged() throws IOException {
    String example = "/usr/share/doc/tool/examples/server.key";
    String library = "/usr/lib/tool/client.pem";
    String configuration = "/etc/tool/example.key";
    String pem = Keys.pem("PRIVATE KEY");
    for (String path : List.of(example, library, configuration)) {
      write(path, pem);
    }
    String sum = md5(pem);
    write(
        "/var/lib/dpkg/info/tool.md5sums",
        "%s  %s\n%s  %s\n".formatted(sum, example.substring(1), sum, library.substring(5)));
    write(
        "/var/lib/dpkg/status",
        "Package: tool\nConffiles:\n %s %s\nDescription: a tool\n".formatted(configuration, sum));
    assertThat(scan()).isEmpty();

    for (String path : List.of(example, library, configuration)) {
      write(path, Keys.pem("PRIVATE KEY"));
    }
    assertThat(scan()).extracting(Finding::file).containsExactly(configuration, library, example);
  }

  private static String md5(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1));
      return HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void whatTheMakerKnowsOfIsFoundInAnyFile() throws IOException {
    write("/usr/local/etc/cfg.bak", "the password is swordfish-12345");
    write("/usr/lib/program", "\0\1\2swordfish-12345");
    write("/etc/other", "nothing");

    assertThat(
            new ImageScan(
                    root,
                    text -> text.contains("swordfish-12345") ? List.of("the password") : List.of())
                .findings())
        .containsExactly(
            new Finding("/usr/lib/program", "the password"),
            new Finding("/usr/local/etc/cfg.bak", "the password"));
  }

  @Test
  void aFindingRepeatsNothingOfTheSecret() throws IOException {
    String token = "ghp_" + "aB3".repeat(12);
    write("/root/token.txt", token);

    assertThat(scan()).singleElement().asString().doesNotContain(token).contains("GitHub");
  }

  @Test
  void aFileThatIsSeveralThingsIsFoundAsEach() throws IOException {
    write("/root/.bash_history", Keys.pem("PRIVATE KEY"));

    assertThat(scan()).extracting(Finding::what).containsExactly("shell history", "a private key");
  }
}
