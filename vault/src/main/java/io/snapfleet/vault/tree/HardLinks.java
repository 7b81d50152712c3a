package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which restored files are one file under several names. Thread-safe. */
final class HardLinks {
  private final Map<Key, byte[]> firsts = new HashMap<>();
  private final List<Link> links = new ArrayList<>();

  private record Key(long device, long inode) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Link(byte[] first, byte[] other) {}

  /** Whether the file is another name of one that is restored already; then it is linked later. */
  synchronized boolean isAnother(Node node, byte[] place) {
    if (node.links() < 2) {
      return false;
    }
    byte[] first = firsts.putIfAbsent(new Key(node.deviceId(), node.inode()), place);
    if (first == null) {
      return false;
    }
    links.add(new Link(first, place));
    return true;
  }

  /** Makes the links, once the files are there. */
  synchronized void make(Problems problems) {
    for (Link link : links) {
      try {
        make(link);
      } catch (IOException e) {
        problems.add(PosixCalls.shown(link.other()), e);
      }
    }
  }

  private static void make(Link link) throws IOException {
    PosixWriter writer = PosixWriter.here();
    try {
      writer.makeHardLink(link.first(), link.other());
    } catch (PosixException e) {
      if (e.errno() != PosixException.EEXIST) {
        throw e;
      }
      writer.removeFile(link.other());
      writer.makeHardLink(link.first(), link.other());
    }
  }
}
