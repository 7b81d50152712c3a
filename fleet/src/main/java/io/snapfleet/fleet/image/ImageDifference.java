package io.snapfleet.fleet.image;

import java.util.List;

/**
 * In what two images differ.
 *
 * @param packages that differ
 * @param files that differ
 * @param remarks what could not be compared, and why
 */
public record ImageDifference(
    List<PackageList.Change> packages, List<FileTrees.Change> files, List<String> remarks) {
  public ImageDifference {
    packages = List.copyOf(packages);
    files = List.copyOf(files);
    remarks = List.copyOf(remarks);
  }
}
