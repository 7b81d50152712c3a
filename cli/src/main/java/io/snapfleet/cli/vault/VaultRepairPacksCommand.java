package io.snapfleet.cli.vault;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Counted;
import io.snapfleet.cli.output.Output;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.maintain.PackRepair;
import io.snapfleet.vault.maintain.PackRepair.Salvaged;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet vault repair packs REPOSITORY PACK...}. */
@Command(
    name = "packs",
    description = "Saves what can be read of damaged packs into new ones.",
    footer = {"  snapfleet vault repair packs /srv/backups 3f1c2a..."})
public final class VaultRepairPacksCommand implements Runnable {
  private final Output output;
  private final VaultAccess access;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PACK",
      description = "The whole id of a damaged pack, as check names it.")
  private List<String> packs = List.of();

  @Option(
      names = "--keep-in",
      paramLabel = "DIR",
      description = "Where the damaged packs are copied to first; here unless given.")
  private Path keepIn = Path.of("");

  public VaultRepairPacksCommand(Output output, VaultAccess access) {
    this.output = output;
    this.access = access;
  }

  /** The result as data. */
  record Repaired(List<Line> packs) {
    /** A pack, and how many of its blobs are saved and lost. */
    record Line(String pack, int saved, int lost) {
      static Line of(Salvaged salvaged) {
        return new Line(salvaged.pack().hex(), salvaged.saved(), salvaged.lost().size());
      }

      String text() {
        return "Pack %s: %s saved, %d lost%n"
            .formatted(pack.substring(0, 8), Counted.text(saved, "blob"), lost);
      }
    }

    String text() {
      boolean whole = packs.stream().allMatch(pack -> pack.lost() == 0);
      return String.join("", packs.stream().map(Line::text).toList())
          + (whole
              ? "Nothing was lost."
              : "Back up the same files again, or run snapfleet vault repair snapshots.");
    }
  }

  @Override
  public void run() {
    Set<Id> ids = ids();
    try (Vault open = access.open(repository)) {
      Repaired repaired =
          new Repaired(
              PackRepair.run(open.repository(), ids, keepIn, repository.lockPatience()).stream()
                  .map(Repaired.Line::of)
                  .toList());
      output.result(repaired, repaired.text());
    } catch (IllegalArgumentException unlisted) {
      throw new CommandException(
          "no index lists one of these packs",
          String.join(" ", packs),
          "name packs as 'snapfleet vault check --read-data' does, or run 'snapfleet vault repair"
              + " index' first",
          ExitCode.BAD_INPUT);
    } catch (UncheckedIOException uncopied) {
      throw new CommandException(
          String.valueOf(uncopied.getMessage()),
          keepIn.toString(),
          "name a directory that can be written with --keep-in",
          ExitCode.BAD_INPUT);
    }
  }

  private Set<Id> ids() {
    Set<Id> ids = new LinkedHashSet<>();
    for (String pack : packs) {
      if (!Id.isHex(pack)) {
        throw new CommandException(
            "this is not the id of a pack, which has 64 hexadecimal digits",
            pack,
            "copy it from what 'snapfleet vault check --read-data' says",
            ExitCode.BAD_INPUT);
      }
      ids.add(Id.parse(pack));
    }
    return ids;
  }
}
