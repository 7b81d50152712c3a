package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {
  @TempDir private Path directory;

  @Test
  void one_of_two_is_not_the_last() {
    Users one = new Users(directory.resolve("users"));
    Users other = new Users(directory.resolve("users"));
    assertThat(one.isEmpty()).isTrue();
    one.enter();
    other.enter();

    assertThat(one.leaveAsLast()).isFalse();
    assertThat(other.leaveAsLast()).isTrue();
  }

  @Test
  void one_that_was_killed_while_it_came_is_none() throws IOException {
    Users users = new Users(directory);
    Files.createFile(directory.resolve("user-0123456789.draft"));

    assertThat(users.isEmpty()).isTrue();
  }
}
