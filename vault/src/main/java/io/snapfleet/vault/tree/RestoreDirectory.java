package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One directory of the tree. It is read with all below it before anything is made: directories,
 * links, devices and pipes then at once, files as plans. The directory itself is made when
 * something in it is wanted.
 */
final class RestoreDirectory {
  private final RestoreRun run;
  private final String path;
  private final @Nullable RestoreDirectory above;
  private final @Nullable Node node;
  private final boolean selected;
  private final List<RestoreDirectory> below = new ArrayList<>();
  private List<Node> nodes;
  private byte[] target = {};
  private boolean made;
  private boolean isNew;

  /** What is restored into the target itself, which exists when it comes to that. */
  RestoreDirectory(RestoreRun run, List<Node> nodes) {
    this(run, "", nodes, null, null, run.request().includes().isEmpty());
    this.made = true;
  }

  private RestoreDirectory(
      RestoreRun run,
      String path,
      List<Node> nodes,
      @Nullable RestoreDirectory above,
      @Nullable Node node,
      boolean selected) {
    this.run = run;
    this.path = path;
    this.nodes = nodes;
    this.above = above;
    this.node = node;
    this.selected = selected;
  }

  /** Reads the trees of the directories below. */
  void read() {
    Id tree = node == null ? null : node.subtree();
    if (tree != null) {
      nodes = run.nodes(tree, path);
    }
    ExcludeRules includes = includes();
    for (Node child : nodes) {
      if (child.isDirectory()) {
        String childPath = RestoreRun.below(path, child.name());
        boolean wanted = isWanted(childPath, includes);
        below.add(new RestoreDirectory(run, childPath, List.of(), this, child, wanted));
      }
    }
    forEachBelow(RestoreDirectory::read);
  }

  /** Makes what is in the directory, which has this place. */
  void makeAt(byte[] place) {
    target = place;
    if (selected) {
      make();
    }
    ExcludeRules includes = includes();
    for (Node child : nodes) {
      if (!child.isDirectory()
          && isWanted(RestoreRun.below(path, child.name()), includes)
          && make()) {
        byte[] childPlace = Paths.below(target, child.name());
        attempt(childPlace, () -> restore(child, childPlace));
      }
    }
    forEachBelow(directory -> directory.makeAt(directory.place()));
  }

  private byte[] place() {
    RestoreDirectory parent = Objects.requireNonNull(above);
    return Paths.below(parent.target, Objects.requireNonNull(node).name());
  }

  private void forEachBelow(Consumer<RestoreDirectory> action) {
    ForkJoinTask.invokeAll(
        below.stream()
            .<ForkJoinTask<?>>map(one -> ForkJoinTask.adapt(() -> action.accept(one)))
            .toList());
  }

  private ExcludeRules includes() {
    return new ExcludeRules(run.request().includes());
  }

  private boolean isWanted(String childPath, ExcludeRules includes) {
    return selected || includes.exclude(childPath);
  }

  /** Makes the directory and those above unless they are there; false when that is impossible. */
  private synchronized boolean make() {
    if (made) {
      return true;
    }
    if (above == null || node == null || !above.make()) {
      return false;
    }
    try {
      makeReal();
      run.add(new RestoreRun.MadeDirectory(target, node));
      made = true;
    } catch (IOException e) {
      run.problems().add(PosixCalls.shown(target), e);
    }
    return made;
  }

  /** A link to a directory will not do: it could lead out of the target. */
  private void makeReal() throws IOException {
    PosixWriter writer = PosixWriter.here();
    try {
      writer.makeDirectory(target, 0700);
      isNew = true;
    } catch (PosixException e) {
      if (e.errno() != PosixException.EEXIST) {
        throw e;
      }
      if (writer.status(target).kind() != NodeKind.DIRECTORY) {
        writer.removeFile(target);
        writer.makeDirectory(target, 0700);
        isNew = true;
      }
    }
  }

  private void restore(Node child, byte[] place) throws IOException {
    switch (child.kind()) {
      case FILE -> file(child, place);
      case SYMLINK, FIFO, BLOCK_DEVICE, CHARACTER_DEVICE -> special(child, place);
      case SOCKET, DIRECTORY -> {}
      case IRREGULAR ->
          run.problems().add(new Problem(PosixCalls.shown(place), "is of an unknown kind"));
    }
  }

  private void file(Node child, byte[] place) throws IOException {
    run.meter().expect(1, child.size());
    if (run.links().isAnother(child, place)) {
      run.meter().fileDone();
      return;
    }
    RestoredFile file = new RestoredFile(place, child, run.request().sparse());
    if (!isNew && run.isThere(file)) {
      run.keep(file);
      return;
    }
    IdList content = child.content();
    if (content == null || content.isEmpty()) {
      run.finish(file);
      return;
    }
    Optional<Id> missing = run.plan().add(file, content);
    if (missing.isPresent()) {
      run.failed(file, "blob " + missing.get().hex() + " is missing in the repository");
    } else {
      run.add(file);
    }
  }

  private void special(Node child, byte[] place) throws IOException {
    try {
      makeSpecial(child, place);
      run.attributes().apply(place, child);
    } catch (PosixException e) {
      if (e.errno() != PosixException.EEXIST) {
        throw e;
      }
      byte[] beside = Paths.beside(place);
      makeSpecial(child, beside);
      run.attributes().apply(beside, child);
      PosixWriter.here().rename(beside, place);
    }
  }

  private static void makeSpecial(Node child, byte[] place) throws IOException {
    PosixWriter writer = PosixWriter.here();
    switch (child.kind()) {
      case FIFO -> writer.makeNode(place, 0010600, 0);
      case BLOCK_DEVICE -> writer.makeNode(place, 0060600, child.device());
      case CHARACTER_DEVICE -> writer.makeNode(place, 0020600, child.device());
      default -> {
        if (child.linkTarget() == null) {
          throw new IOException("the link " + PosixCalls.shown(place) + " has no target");
        }
        writer.makeSymbolicLink(child.linkTarget(), place);
      }
    }
  }

  /** Something that may fail for one file alone. */
  private interface Step {
    void run() throws IOException;
  }

  private void attempt(byte[] place, Step step) {
    try {
      step.run();
    } catch (IOException e) {
      run.problems().add(PosixCalls.shown(place), e);
    }
  }
}
