package io.snapfleet.provider.fake;

import io.snapfleet.provider.conformance.Inside;
import java.util.Optional;

/** A fake machine's inside as the conformance suite wants it. */
record GuestInside(Guest guest) implements Inside {
  @Override
  public Optional<String> read(String path) {
    return guest.read(path);
  }

  @Override
  public void write(String path, String text) {
    guest.write(path, text);
  }
}
