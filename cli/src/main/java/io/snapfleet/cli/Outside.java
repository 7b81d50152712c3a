package io.snapfleet.cli;

import io.snapfleet.local.LocalProvider;
import io.snapfleet.local.LocalSettings;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.remote.Remote;
import io.snapfleet.remote.SshRemote;
import java.nio.file.Path;
import java.time.Clock;

/** How machines of this computer are made, and how machines are reached; pretended in training. */
interface Outside {
  Outside REAL =
      new Outside() {
        @Override
        public Remote remote() {
          return new SshRemote();
        }

        @Override
        public Provider local(Path home, LocalSettings settings, Clock clock) {
          return new LocalProvider(home, settings, clock);
        }
      };

  Remote remote();

  /** Provider {@code local}. */
  Provider local(Path home, LocalSettings settings, Clock clock);
}
