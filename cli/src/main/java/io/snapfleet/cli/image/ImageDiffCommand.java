package io.snapfleet.cli.image;

import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.image.FileTrees;
import io.snapfleet.fleet.image.ImageDifference;
import io.snapfleet.fleet.image.KnownImage;
import io.snapfleet.fleet.image.PackageList;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.Images;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code snapfleet image diff FROM TO}. */
@Command(
    name = "diff",
    description = "Prints the packages and files in which one image differs from another.",
    footer = {"  snapfleet image diff web-1 web-2", "  snapfleet image diff web-1 web-2 --json"})
public final class ImageDiffCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(
      index = "0",
      paramLabel = "FROM",
      description = "One image's id, name, or the beginning of its id, at least 4 characters.")
  private String from = "";

  @Parameters(index = "1", paramLabel = "TO", description = "The other, likewise.")
  private String to = "";

  public ImageDiffCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Compared(
      String from,
      String to,
      List<PackageList.Change> packages,
      List<File> files,
      List<String> remarks) {
    /** A file that differs. */
    record File(String path, String change, long bytes) {
      static File of(FileTrees.Change change) {
        return new File(change.path(), change.kind().text(), change.bytes());
      }
    }
  }

  @Override
  public void run() {
    Images images = engine.get().images();
    KnownImage first = images.find(from);
    KnownImage second = images.find(to);
    ImageDifference difference = images.diff(first, second);
    List<Compared.File> files = difference.files().stream().map(Compared.File::of).toList();
    output.result(
        new Compared(first.id(), second.id(), difference.packages(), files, difference.remarks()),
        text(difference, files));
  }

  private static String text(ImageDifference difference, List<Compared.File> files) {
    List<String> parts = new ArrayList<>();
    if (!difference.packages().isEmpty()) {
      Table packages = new Table("PACKAGE", "FROM", "TO");
      difference
          .packages()
          .forEach(one -> packages.row(one.name(), orNone(one.from()), orNone(one.to())));
      parts.add(packages.toString());
    }
    if (!files.isEmpty()) {
      Table table = new Table("CHANGE", "BYTES", "FILE");
      files.forEach(one -> table.row(one.change(), Bytes.text(one.bytes()), one.path()));
      parts.add(table.toString());
    }
    if (parts.isEmpty() && difference.remarks().isEmpty()) {
      parts.add("The images have the same packages and files.");
    }
    parts.addAll(difference.remarks());
    return String.join("\n", parts);
  }

  private static String orNone(String version) {
    return version.isEmpty() ? "-" : version;
  }
}
