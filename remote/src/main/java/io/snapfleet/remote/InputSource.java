package io.snapfleet.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that remembers that reading it failed: whoever passes it on takes the failure for its
 * end.
 */
final class InputSource extends FilterInputStream {
  private volatile @Nullable Exception failure;

  InputSource(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    } catch (RuntimeException e) {
      failure = e;
      throw new IOException(e);
    }
  }

  void requireWhole(String what) {
    Exception first = failure;
    if (first != null) {
      throw new RemoteException(
          what + " got only a part of its input: " + first.getMessage(), first);
    }
  }
}
