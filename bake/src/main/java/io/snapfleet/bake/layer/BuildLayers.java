package io.snapfleet.bake.layer;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Interruption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The results of one build's steps as images, each by the fingerprint of all that it was made of.
 * Where the build is not to use any, or depends on more than can be told beforehand, it has none.
 */
public final class BuildLayers {
  private static final Retention RETENTION = new Retention(24, Duration.ofDays(7));

  private final BuildSite site;
  private final ImageStore store;
  private final KeptResults layers;
  private final KeptResults images;
  private final LastRun last;
  private List<Fingerprint> prints = List.of();
  private Object result = "";
  private Optional<String> made = Optional.empty();

  /**
   * @param directory where is written which image is which
   */
  public BuildLayers(BuildSite site, ImageStore store, Path directory, Clock clock) {
    this.site = site;
    this.store = store;
    this.layers = new KeptResults(directory.resolve("layers"), RETENTION, clock);
    this.images = new KeptResults(directory.resolve("images"), RETENTION, clock);
    this.last =
        new LastRun(site, store, new KeptResults(directory.resolve("builds"), RETENTION, clock));
  }

  /** Takes an image of the piece as it is. */
  @FunctionalInterface
  public interface Capture {
    /**
     * @param noting is told what the image is called, before it stays
     */
    void take(Consumer<String> noting);
  }

  /**
   * Learns what the build is made of. Without this there are no layers.
   *
   * @param base tells what the first step begins with, while the files of the steps are read; empty
   *     where that cannot be told
   * @param ending what the build's image is made of besides the steps; as for a fingerprint
   */
  public void lookAt(Supplier<Optional<Fingerprint>> base, Object ending) {
    FutureTask<Optional<Fingerprint>> asking = new FutureTask<>(base::get);
    Thread.startVirtualThread(asking);
    List<Fingerprint> steps = new StepInputs(site).each();
    prints = answer(asking).map(print -> StepInputs.results(print, steps)).orElseGet(List::of);
    result = ending;
  }

  private static <T> T answer(Future<T> asking) {
    try {
      return asking.get();
    } catch (InterruptedException stopped) {
      asking.cancel(true);
      throw Interruption.of(stopped);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed.getCause());
    }
  }

  /** How many of the first steps have a layer that is still there; the last of them is given. */
  public Optional<Layer> longest() {
    for (int steps = uses() ? prints.size() : 0; steps > 0; steps--) {
      Optional<String> image = existing(layers, prints.get(steps - 1));
      if (image.isPresent()) {
        return Optional.of(new Layer(image.get(), steps));
      }
    }
    return Optional.empty();
  }

  /** The image that was made of exactly this. */
  public Optional<String> finished() {
    if (uses() && made.isEmpty()) {
      made = whole().flatMap(print -> existing(images, print));
    }
    return made;
  }

  /** Where the last run of the build did the same, and all that it made is there: its image. */
  public Optional<String> unchanged() {
    return site.run().force()
        ? Optional.empty()
        : finished()
            .filter(image -> whole().filter(print -> last.didThisWith(image, print)).isPresent());
  }

  /** The build has been done, post-processors included. */
  public void completed() {
    whole().ifPresent(print -> made.ifPresent(image -> last.remember(image, print)));
  }

  /** Keeps the result of the first steps, if that can be used again. */
  public void keep(int steps, Capture capture) {
    if (steps > prints.size()) {
      return;
    }
    Fingerprint print = prints.get(steps - 1);
    try {
      capture.take(image -> layers.keep(print, image).ifPresent(this::removeReplaced));
    } catch (BuildException full) {
      site.lines().error("The result of step " + steps + " is not kept: " + full.getMessage());
    }
  }

  /** Remembers the image that the build has made. */
  public void made(String image) {
    made = Optional.of(image);
    whole().ifPresent(print -> images.keep(print, image));
  }

  /** Removes layers that are old or too many. Images that builds were for stay. */
  public void removeOutdated() {
    images.outdated().forEach(old -> images.forget(old.print()));
    for (KeptResult old : layers.outdated()) {
      if (isRemoved(old)) {
        layers.forget(old.print());
      }
    }
  }

  private boolean uses() {
    return site.run().reuse();
  }

  private Optional<Fingerprint> whole() {
    if (prints.isEmpty() || prints.size() < site.build().provisioners().size()) {
      return Optional.empty();
    }
    return Optional.of(prints.getLast().and(result));
  }

  private Optional<String> existing(KeptResults results, Fingerprint print) {
    return results.find(print).map(KeptResult::image).filter(store::isThere);
  }

  /** What stays is no step's result any more, and goes when it is outdated. */
  private void removeReplaced(KeptResult layer) {
    if (!isRemoved(layer)) {
      layers.keep(Fingerprint.begin().and(layer.image()), layer.image());
    }
  }

  /** One that something else uses, such as the container of a build that runs, stays for now. */
  private boolean isRemoved(KeptResult layer) {
    try {
      store.remove(layer.image());
      return true;
    } catch (BuildException used) {
      site.lines().message("A result of an earlier build stays for now: " + used.getMessage());
      return false;
    }
  }
}
