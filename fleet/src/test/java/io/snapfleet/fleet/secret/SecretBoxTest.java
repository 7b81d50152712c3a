package io.snapfleet.fleet.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.remote.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {
  private static final Secret PASSWORD = new Secret("pässword\n\0");
  private static final String KEY = "a".repeat(43) + "=";
  private static final String OTHER_KEY = "b".repeat(42) + "A=";

  @TempDir Path home;

  @Test
  void whatWasSealedIsOpenedAlsoByTheNextProcess() {
    String line = inHome().seal("fleet/blog", "database", PASSWORD);

    assertThat(inHome().open("fleet/blog", "database", line)).isEqualTo(PASSWORD);
  }

  @Test
  void sealingTwiceGivesDifferentLines() {
    SecretBox box = inHome();

    assertThat(box.seal("s", "n", PASSWORD)).isNotEqualTo(box.seal("s", "n", PASSWORD));
  }

  @Test
  void theKeyFileIsMadeOnFirstSealForItsOwnerAlone() throws IOException {
    SecretBox box = inHome();
    assertThat(keyFile()).doesNotExist();
    box.seal("s", "n", PASSWORD);

    assertThat(Files.getPosixFilePermissions(keyFile()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(home).isDirectoryContaining(file -> file.equals(keyFile()));
    assertThat(home.toFile().list()).as("no draft is left").containsExactly("secret.key");
  }

  @Test
  void manyWhoMakeTheKeyAtOnceAgreeOnOne() throws Exception {
    List<Future<String>> lines = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int maker = 0; maker < 20; maker++) {
        lines.add(threads.submit(() -> inHome().seal("s", "n", PASSWORD)));
      }
    }
    for (Future<String> line : lines) {
      assertThat(inHome().open("s", "n", line.get())).isEqualTo(PASSWORD);
    }
  }

  @Test
  void aLineUnderAnotherScopeOrNameIsRefused() {
    SecretBox box = inHome();
    String line = box.seal("fleet/blog", "database", PASSWORD);

    for (String[] place :
        new String[][] {
          {"fleet/shop", "database"}, {"fleet/blog", "root"}, {"fleet/blogd", "atabase"}
        }) {
      assertThatThrownBy(() -> box.open(place[0], place[1], line))
          .isInstanceOf(SecretException.class)
          .hasMessage("credential %s of %s was changed after it was encrypted", place[1], place[0]);
    }
  }

  @Test
  void aLineThatWasChangedIsRefused() {
    SecretBox box = inHome();
    String line = box.seal("s", "n", PASSWORD);
    int middle = line.length() / 2;
    char other = line.charAt(middle) == 'A' ? 'B' : 'A';

    for (String changed :
        List.of(
            line.substring(0, middle) + other + line.substring(middle + 1),
            line.substring(0, middle),
            line + "!",
            "v2" + line.substring(2),
            "")) {
      assertThatThrownBy(() -> box.open("s", "n", changed)).isInstanceOf(SecretException.class);
    }
  }

  @Test
  void aKeyFromTheEnvironmentIsUsedAndNoFileIsMade() {
    String line = withKey(KEY).seal("s", "n", PASSWORD);

    assertThat(withKey(KEY + "\n").open("s", "n", line)).isEqualTo(PASSWORD);
    assertThat(keyFile()).doesNotExist();
  }

  @Test
  void anotherKeyIsNamedInOneSentence() {
    String line = withKey(KEY).seal("s", "n", PASSWORD);
    inHome().seal("s", "n", PASSWORD);

    SecretException fromEnvironment =
        catchThrowableOfType(SecretException.class, () -> withKey(OTHER_KEY).open("s", "n", line));
    SecretException fromFile =
        catchThrowableOfType(SecretException.class, () -> inHome().open("s", "n", line));

    assertThat(fromEnvironment).hasMessageContaining("was encrypted with key ");
    assertThat(fromEnvironment.where()).isEqualTo(SecretBox.KEY_VARIABLE);
    assertThat(fromFile.where()).isEqualTo(keyFile().toString());
    assertThat(fromFile.fix()).startsWith("put key ");
  }

  @Test
  void aMissingKeyIsNotReplacedWhenOnlyReading() {
    String line = withKey(KEY).seal("s", "n", PASSWORD);

    assertThatThrownBy(() -> inHome().open("s", "n", line))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining("the secret key is missing");
    assertThat(keyFile()).doesNotExist();
  }

  @Test
  void aKeyFileOthersCanReadIsRefusedWithTheFix() throws IOException {
    inHome().seal("s", "n", PASSWORD);
    Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-r-----"));

    SecretException refusal =
        catchThrowableOfType(SecretException.class, () -> inHome().seal("s", "n", PASSWORD));

    assertThat(refusal).hasMessageContaining("open to other users");
    assertThat(refusal.fix()).isEqualTo("chmod 600 " + keyFile());
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutShowingIt() {
    for (String text : List.of("", "swordfish", "c3dvcmRmaXNo", "%%%%")) {
      SecretException refusal =
          catchThrowableOfType(SecretException.class, () -> withKey(text).seal("s", "n", PASSWORD));
      assertThat(refusal).hasMessageContaining("is no secret key");
      assertThat(refusal.getMessage()).doesNotContain("swordfish", "c3dvcmRmaXNo");
    }
  }

  @Test
  void neitherBoxNorKeyPrintsTheKey() {
    SecretBox box = withKey(KEY);
    box.seal("s", "n", PASSWORD);

    assertThat(box.toString()).doesNotContain(KEY);
    assertThat(SecretKey.of(KEY, "here").toString()).doesNotContain(KEY).startsWith("SecretKey[");
  }

  private SecretBox inHome() {
    return SecretBox.inHome(home, Map.of(), new SecureRandom());
  }

  private SecretBox withKey(String key) {
    return SecretBox.inHome(home, Map.of(SecretBox.KEY_VARIABLE, key), new SecureRandom());
  }

  private Path keyFile() {
    return home.resolve("secret.key");
  }
}
