package io.snapfleet.vault.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's own restic, working on one repository. */
final class ResticProgram {

  private final Path repository;
  private final String password;

  ResticProgram(Path repository, String password) {
    this.repository = repository;
    this.password = password;
  }

  /** Runs it, sees that it succeeds, and returns what it wrote. */
  byte[] run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("restic", "--quiet", "--no-cache"));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("restic", ".err");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("RESTIC_REPOSITORY", repository.toString());
    builder.environment().put("RESTIC_PASSWORD", password);
    Process process = builder.start();
    byte[] output = process.getInputStream().readAllBytes();
    int code = process.waitFor();
    String said = Files.readString(errors) + new String(output, StandardCharsets.ISO_8859_1);
    Files.delete(errors);
    assertThat(code).as("%s: %.2000s", command, said).isZero();
    return output;
  }
}
