package io.snapfleet.vault.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.vault.api.BackupRequest;
import io.snapfleet.vault.api.BackupResult;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.api.VaultSettings;
import io.snapfleet.vault.repository.RepositorySettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A repository in a directory, used by us and by Debian's restic. */
final class Workplace {
  static final String PASSWORD = "correct horse";

  private final Path repository;

  Workplace(Path directory) {
    this.repository = directory.resolve("repository");
  }

  Vault init() {
    return Vault.init(repository.toString(), PASSWORD.toCharArray(), settings());
  }

  Vault open() {
    return Vault.open(repository.toString(), PASSWORD.toCharArray(), settings());
  }

  private static VaultSettings settings() {
    return VaultSettings.defaults().withRepository(RepositorySettings.defaults());
  }

  static BackupResult backup(Vault vault, Path... roots) throws IOException {
    return backup(vault, ExcludeRules.NONE, roots);
  }

  static BackupResult backup(Vault vault, ExcludeRules excludes, Path... roots) throws IOException {
    return vault.backup(
        BackupRequest.of(LocalTreeSource.of(List.of(roots), excludes), "test"),
        Progress.Listener.none());
  }

  Path repository() {
    return repository;
  }

  /** Runs restic, which must succeed, and gives what it prints. */
  String restic(String... arguments) throws IOException, InterruptedException {
    Path output = repository.resolveSibling("restic-output");
    Process process =
        restic(List.of(arguments))
            .redirectOutput(output.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("restic ends").isTrue();
    String text = Files.readString(output, StandardCharsets.ISO_8859_1);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  private ProcessBuilder restic(List<String> arguments) {
    List<String> command =
        new ArrayList<>(List.of("restic", "--no-cache", "-r", repository.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("RESTIC_PASSWORD", PASSWORD);
    return builder;
  }
}
