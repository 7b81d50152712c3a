package io.snapfleet.local;

import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageFiles;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Images as sealed trees of the pool. */
final class LocalImages {
  /** A record, and whether it was written just now, so that the image is still to be made. */
  private record Reservation(ImageRecord image, boolean isNew) {}

  /** Borne by base systems, which belong to no fleet. */
  static final String BASE_TAG = "snapfleet-base";

  private final LocalEngine engine;
  private final Catalogue catalogue;

  LocalImages(LocalEngine engine) {
    this.engine = engine;
    this.catalogue = engine.catalogue;
  }

  List<Image> list(Tags selector) {
    return catalogue.images.all().stream()
        .map(ImageRecord::image)
        .filter(image -> image.tags().matches(selector))
        .toList();
  }

  Optional<Image> find(ImageId id) {
    return catalogue.images.find(id.value()).map(ImageRecord::image);
  }

  /** Builds the base system once; whoever asks meanwhile waits for it. */
  Image base(Consumer<String> progress) {
    BaseSystem system = new BaseSystem(engine.settings, engine.commands);
    String name = "debian-%s-%s".formatted(engine.settings.suite(), system.digest());
    Tags tags = new Tags(Map.of(BASE_TAG, system.digest()));
    return available(name)
        .orElseGet(
            () -> {
              engine.storage();
              HomeLock lock = new HomeLock(engine.layout.local().resolve("base.lock"));
              return lock.call(
                  () ->
                      available(name)
                          .orElseGet(() -> build(reserve(name, tags).image(), system, progress)));
            });
  }

  Image capture(CaptureRequest request) {
    checkPaths(request);
    MachineRecord machine = machine(request);
    Room.require(engine.layout);
    Reservation reservation = catalogue.lock.call(() -> reserve(request.name(), request.tags()));
    ImageRecord image = reservation.image();
    if (!reservation.isNew()) {
      return image.image();
    }
    return make(
        image,
        tree -> copy(machine, tree, request.cleanUp()),
        tree -> added(machine, tree).orElseGet(() -> measured(tree)));
  }

  Image rename(ImageId id, String name, Tags tags) {
    return catalogue.lock.call(
        () -> {
          ImageRecord renamed = complete(id).named(name, tags);
          catalogue.images.write(renamed.id(), renamed);
          return renamed.image();
        });
  }

  void delete(ImageId id) {
    catalogue.images.find(id.value()).ifPresent(this::remove);
  }

  ImageFiles open(ImageId id) {
    return engine.storage().open(tree(complete(id)));
  }

  private ImageRecord complete(ImageId id) {
    return catalogue
        .images
        .find(id.value())
        .filter(known -> known.state() == Image.State.AVAILABLE)
        .orElseThrow(
            () ->
                new ProviderException.NotFound(
                    "image " + id + " does not exist or is not complete",
                    "list the images that there are"));
  }

  private Optional<Image> available(String name) {
    return catalogue
        .images
        .first(image -> image.name().equals(name) && image.state() == Image.State.AVAILABLE)
        .map(ImageRecord::image);
  }

  /** The image of this name, or a new record; what someone left unfinished is removed first. */
  private Reservation reserve(String name, Tags tags) {
    Optional<ImageRecord> there = catalogue.images.first(image -> image.name().equals(name));
    there.ifPresent(image -> Ownership.check("image", name, image.tags(), tags, image));
    if (there.isPresent() && there.get().state() != Image.State.FAILED) {
      return new Reservation(there.get(), false);
    }
    there.ifPresent(this::remove);
    ImageRecord image =
        new ImageRecord(Ids.next("i"), name, tags, null, engine.clock.instant(), Maker.self());
    catalogue.images.write(image.id(), image);
    return new Reservation(image, true);
  }

  private Image build(ImageRecord image, BaseSystem system, Consumer<String> progress) {
    return make(
        image,
        tree -> {
          engine.storage().create(tree);
          system.build(tree, progress);
          engine.storage().sync();
        },
        this::measured);
  }

  private Image make(ImageRecord image, Consumer<Path> fill, Function<Path, ImageSize> size) {
    Path tree = tree(image);
    try {
      fill.accept(tree);
      engine.storage().seal(tree);
      ImageRecord made = image.made(size.apply(tree));
      catalogue.images.write(image.id(), made);
      return made.image();
    } catch (RuntimeException failure) {
      try {
        remove(image);
      } catch (RuntimeException alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
      throw failure;
    }
  }

  private void copy(MachineRecord machine, Path tree, List<String> cleanUp) {
    Rest rest = new Rest(engine);
    engine.storage().sync();
    rest.during(List.of(machine), () -> engine.storage().copy(disk(machine), tree));
    new CleanUp(tree).apply(cleanUp);
  }

  private void remove(ImageRecord image) {
    catalogue.images.write(image.id(), image.going());
    engine.storage().delete(tree(image));
    catalogue.images.delete(image.id());
  }

  private MachineRecord machine(CaptureRequest request) {
    return catalogue
        .machines
        .find(request.machine().value())
        .filter(machine -> Files.isDirectory(disk(machine)))
        .orElseThrow(
            () ->
                new ProviderException.NotFound(
                    "machine " + request.machine() + " does not exist, or has no disk",
                    "list the machines that there are"));
  }

  private static void checkPaths(CaptureRequest request) {
    try {
      CleanUp.check(request.cleanUp());
    } catch (IllegalArgumentException wrong) {
      throw new ProviderException.Permanent(
          String.valueOf(wrong.getMessage()), "correct the recipe's clean-up list", wrong);
    }
  }

  /** From the size of the image that the machine was made from, when we know it. */
  private Optional<ImageSize> added(MachineRecord machine, Path tree) {
    return catalogue
        .images
        .find(machine.image().value())
        .map(ImageRecord::size)
        .flatMap(
            before ->
                engine.storage().written(disk(machine), tree).stream()
                    .boxed()
                    .findFirst()
                    .flatMap(before::plus));
  }

  private ImageSize measured(Path tree) {
    String line = engine.commands.require("du", "-sx", "--block-size=1", tree.toString());
    return ImageSize.measured(Long.parseLong(line.substring(0, line.indexOf('\t'))));
  }

  private Path disk(MachineRecord machine) {
    return engine.tree("machines", machine.id());
  }

  private Path tree(ImageRecord image) {
    return engine.tree("images", image.id());
  }
}
