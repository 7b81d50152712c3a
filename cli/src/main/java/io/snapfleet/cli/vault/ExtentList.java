package io.snapfleet.cli.vault;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.image.ChangedExtents;
import io.snapfleet.vault.image.Extent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that lists which parts of an image changed since a snapshot of it: a line each, the offset
 * and the length in bytes first, as {@code rbd diff} prints them. Empty lines do not count, nor
 * such as begin with {@code #}, nor a heading.
 *
 * @param snapshot the first digits of the snapshot's id
 */
record ExtentList(Path file, String snapshot) {
  private static final Pattern LINE = Pattern.compile("\\s*(\\d{1,18})\\s+(\\d{1,18})(\\s.*)?");
  private static final Pattern HEADING = Pattern.compile("\\s*[A-Za-z].*");

  /** Reads it; a snapshot other than the image's last is refused when that is known. */
  ChangedExtents of(Vault vault, Path image) {
    Id since = vault.snapshot(snapshot).id();
    List<Extent> extents = read();
    return parent -> {
      if (!parent.equals(since)) {
        throw new CommandException(
            "%s lists what changed since snapshot %s, but the last one of %s is %s"
                .formatted(file, since.shortHex(), image, parent.shortHex()),
            file.toString(),
            "list what changed since %s, or leave --changed-extents out"
                .formatted(parent.shortHex()),
            ExitCode.BAD_INPUT);
      }
      return Optional.of(extents);
    };
  }

  private List<Extent> read() {
    List<String> lines = lines();
    List<Extent> extents = new ArrayList<>();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      boolean counts = !line.isBlank() && !line.startsWith("#");
      if (counts && !(number == 1 && HEADING.matcher(line).matches())) {
        extents.add(extent(line, number));
      }
    }
    return extents;
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      throw refusal("the list of what changed cannot be read", file.toString());
    }
  }

  private Extent extent(String line, int number) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw refusal("a line is no offset and length", file + ":" + number);
    }
    return new Extent(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  private static CommandException refusal(String error, String where) {
    return new CommandException(
        error,
        where,
        "name a file with the offset and the length of each changed part in bytes, a line for each",
        ExitCode.BAD_INPUT);
  }
}
