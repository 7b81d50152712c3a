package io.snapfleet.local;

import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Base systems whose builder died. They belong to no fleet, so that nobody asks for their deletion
 * until one is built again.
 */
final class CutOffBuilds {
  private final HomeLayout layout;
  private final Catalogue catalogue;

  CutOffBuilds(HomeLayout layout, Catalogue catalogue) {
    this.layout = layout;
    this.catalogue = catalogue;
  }

  boolean any() {
    return !all().isEmpty();
  }

  /** Deletes them. */
  void remove(Storage storage) {
    for (ImageRecord image : all()) {
      Path tree = layout.pool().resolve("images").resolve(image.id());
      endWorkers(tree);
      try {
        storage.delete(tree);
        catalogue.images.delete(image.id());
      } catch (ProviderException refused) {
        // It stays known, for the next who builds or leaves.
      }
    }
  }

  private List<ImageRecord> all() {
    return catalogue.images.all().stream()
        .filter(image -> image.tags().get(LocalImages.BASE_TAG).isPresent())
        .filter(image -> image.state() == Image.State.FAILED)
        .toList();
  }

  /** Programs outlive the process that started them, and what they have open is in use. */
  private static void endWorkers(Path tree) {
    List<ProcessHandle> workers =
        ProcessHandle.allProcesses().filter(process -> worksIn(tree, process)).toList();
    workers.forEach(ProcessHandle::destroyForcibly);
    workers.forEach(CutOffBuilds::awaitEnd);
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(Deadlines.ENGINE_STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException stubborn) {
      // Then the tree, or the pool, stays in use, which deleting it says.
    }
  }

  private static boolean worksIn(Path tree, ProcessHandle process) {
    Path about = Path.of("/proc", Long.toString(process.pid()));
    return names(tree, about.resolve("cmdline"))
        || leadsInto(tree, about.resolve("root"))
        || leadsInto(tree, about.resolve("cwd"))
        || holds(tree, about.resolve("fd"));
  }

  private static boolean names(Path tree, Path commandLine) {
    try {
      return Stream.of(Files.readString(commandLine).split("\0"))
          .anyMatch(argument -> argument.startsWith(tree.toString()));
    } catch (IOException ended) {
      return false;
    }
  }

  private static boolean holds(Path tree, Path descriptors) {
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.anyMatch(descriptor -> leadsInto(tree, descriptor));
    } catch (IOException ended) {
      return false;
    }
  }

  private static boolean leadsInto(Path tree, Path link) {
    try {
      return Files.readSymbolicLink(link).startsWith(tree);
    } catch (IOException ended) {
      return false;
    }
  }
}
