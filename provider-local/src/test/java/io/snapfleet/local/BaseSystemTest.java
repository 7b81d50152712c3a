package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.provider.api.ProviderException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaseSystemTest {
  private static final BaseSystem SYSTEM =
      new BaseSystem(LocalSettings.of(Map.of("suite", "nosuch")), new Commands());

  @Test
  void of_a_release_that_the_mirror_does_not_have_it_says_that() {
    ProviderException failure =
        failure(
            """
            I: running apt-get update...
            Ign:1 http://deb.debian.org/debian nosuch InRelease
            Err:3 http://deb.debian.org/debian nosuch Release
              404  Not Found [IP: 203.0.113.80 80]
            Reading package lists...
            E: The repository 'http://deb.debian.org/debian nosuch Release' does not have a Release file.
            E: apt-get update --error-on=any failed
            I: main() received signal PIPE: waiting for setup...
            E: mmdebstrap failed to run
            """);

    assertThat(failure).isInstanceOf(ProviderException.Permanent.class);
    assertThat(failure)
        .hasMessage(
            "the base system could not be built from deb.debian.org: The repository"
                + " 'http://deb.debian.org/debian nosuch Release' does not have a Release file.");
    assertThat(failure.fix()).contains("suite");
  }

  @Test
  void of_a_failure_without_an_error_it_says_the_last_line() {
    assertThat(failure("I: running apt-get update...\nKilled\n")).hasMessageEndingWith(": Killed");
  }

  @Test
  void a_mirror_that_cannot_be_reached_may_be_tried_again() {
    assertThat(
            failure("Err:1 x\n  Could not resolve 'deb.debian.org'\nE: mmdebstrap failed to run"))
        .isInstanceOf(ProviderException.Retryable.class)
        .hasMessageContaining("Could not resolve");
  }

  private static ProviderException failure(String output) {
    return SYSTEM.failure(new Commands.Result(25, output));
  }
}
