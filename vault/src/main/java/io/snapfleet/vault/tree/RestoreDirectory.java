package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RecursiveAction;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is in one directory of the tree: directories, links, devices and pipes at once, files
 * as plans. The directory itself is made when something in it is wanted.
 */
final class RestoreDirectory extends RecursiveAction {
  private static final long serialVersionUID = 1L;

  private final transient RestoreRun run;
  private final byte[] target;
  private final String path;
  private final transient List<Node> nodes;
  private final transient @Nullable RestoreDirectory above;
  private final transient @Nullable Node node;
  private final boolean selected;
  private boolean made;
  private boolean isNew;

  /** The target itself, which exists. */
  RestoreDirectory(RestoreRun run, byte[] target, String path, List<Node> nodes) {
    this(run, target, path, nodes, null, null, run.request().includes().isEmpty());
    this.made = true;
  }

  private RestoreDirectory(
      RestoreRun run,
      byte[] target,
      String path,
      List<Node> nodes,
      @Nullable RestoreDirectory above,
      @Nullable Node node,
      boolean selected) {
    this.run = run;
    this.target = target;
    this.path = path;
    this.nodes = nodes;
    this.above = above;
    this.node = node;
    this.selected = selected;
  }

  @Override
  protected void compute() {
    ExcludeRules includes = new ExcludeRules(run.request().includes());
    List<RestoreDirectory> below = new ArrayList<>();
    for (Node child : nodes) {
      String childPath = RestoreRun.below(path, child.name());
      boolean wanted = selected || includes.exclude(childPath);
      byte[] place = Paths.below(target, child.name());
      if (child.isDirectory()) {
        below.add(directory(child, childPath, place, wanted));
      } else if (wanted && make()) {
        attempt(place, () -> restore(child, place));
      }
    }
    invokeAll(below);
  }

  private RestoreDirectory directory(Node child, String childPath, byte[] place, boolean wanted) {
    Id tree = child.subtree();
    List<Node> content = tree == null ? List.of() : run.nodes(tree, place);
    RestoreDirectory directory =
        new RestoreDirectory(run, place, childPath, content, this, child, wanted);
    if (wanted) {
      directory.make();
    }
    return directory;
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
