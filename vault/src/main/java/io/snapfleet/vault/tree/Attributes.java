package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.ExtendedAttribute;
import io.snapfleet.vault.format.FileMode;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeKind;
import java.io.IOException;
import java.util.List;

/**
 * Gives files what a tree says of them, in the one order that keeps it all: a new owner clears
 * special bits and capabilities, and everything changes the times. Thread-safe.
 */
final class Attributes {
  private final Problems problems;
  private final boolean privileged = LibC.isRoot();

  Attributes(Problems problems) {
    this.problems = problems;
  }

  /** Applies all that can be; what cannot is reported. */
  void apply(byte[] file, Node node) {
    PosixWriter writer = PosixWriter.here();
    attempt(file, () -> writer.changeOwner(file, node.uid(), node.gid()));
    attempt(file, () -> extended(file, node));
    if (node.kind() != NodeKind.SYMLINK) {
      attempt(file, () -> writer.changeMode(file, FileMode.toKernel(node.mode())));
    }
    attempt(file, () -> writer.changeTimes(file, node.atime(), node.mtime()));
  }

  private static void extended(byte[] file, Node node) throws IOException {
    List<ExtendedAttribute> there = PosixReader.here().attributes(file);
    for (ExtendedAttribute one : there) {
      if (node.attributes().stream().noneMatch(wanted -> wanted.name().equals(one.name()))) {
        PosixWriter.here().removeAttribute(file, one.name());
      }
    }
    for (ExtendedAttribute wanted : node.attributes()) {
      if (!there.contains(wanted)) {
        PosixWriter.here().setAttribute(file, wanted);
      }
    }
  }

  /** One thing to set. */
  private interface Step {
    void run() throws IOException;
  }

  private void attempt(byte[] file, Step step) {
    try {
      step.run();
    } catch (PosixException e) {
      // Whoever is not root cannot give files away, and is not told so of each.
      if (privileged || !e.isDenied()) {
        problems.add(PosixCalls.shown(file), e);
      }
    } catch (IOException e) {
      problems.add(PosixCalls.shown(file), e);
    }
  }
}
