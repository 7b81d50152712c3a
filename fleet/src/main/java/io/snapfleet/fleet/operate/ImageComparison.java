package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.image.FileTrees;
import io.snapfleet.fleet.image.ImageDifference;
import io.snapfleet.fleet.image.KnownImage;
import io.snapfleet.fleet.image.PackageList;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.ImageFiles;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Provider;
import java.util.ArrayList;
import java.util.List;

/** Compares two images: by their files where these can be read, else by what was recorded. */
final class ImageComparison {
  private final Surroundings surroundings;

  ImageComparison(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  ImageDifference compare(KnownImage from, KnownImage to) {
    List<String> remarks = new ArrayList<>();
    boolean together = from.provider().place().equals(to.provider().place());
    if (together) {
      try (Provider provider = surroundings.providers().open(from.provider())) {
        if (provider.capabilities().contains(Capability.READ_IMAGES)) {
          return readThrough(provider, from, to);
        }
      }
    }
    remarks.add(
        together
            ? "files are not compared: provider %s does not let images be read"
                .formatted(from.provider().name())
            : "files are not compared: the images are at different providers");
    return new ImageDifference(recorded(from, to, remarks), List.of(), remarks);
  }

  private static ImageDifference readThrough(Provider provider, KnownImage from, KnownImage to) {
    try (ImageFiles before = provider.compute().openImage(new ImageId(from.id()));
        ImageFiles after = provider.compute().openImage(new ImageId(to.id()))) {
      return new ImageDifference(
          PackageList.changes(
              PackageList.installedIn(before.root()), PackageList.installedIn(after.root())),
          FileTrees.changes(before.root(), after.root()),
          List.of());
    }
  }

  private static List<PackageList.Change> recorded(
      KnownImage from, KnownImage to, List<String> remarks) {
    for (KnownImage image : List.of(from, to)) {
      if (image.packages().isEmpty()) {
        remarks.add(
            "packages are not compared: those of image %s were not recorded".formatted(image.id()));
        return List.of();
      }
    }
    return PackageList.changes(from.packages(), to.packages());
  }
}
