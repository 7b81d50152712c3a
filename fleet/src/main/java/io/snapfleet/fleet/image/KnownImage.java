package io.snapfleet.fleet.image;

import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.ProviderSpec;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image at a provider, with what we know of it.
 *
 * @param state {@code pending}, {@code available} or {@code failed}; {@code unseen} where the
 *     provider could not be asked
 * @param origin where it comes from, in a few words; empty where nothing of ours is known of it
 * @param users who would miss it, a clause for each; empty when nobody would
 * @param standing whether it passed the gate
 * @param baked null unless it was baked here
 * @param packages installed packages as {@code name=version}, where they were recorded
 */
public record KnownImage(
    ProviderSpec provider,
    String id,
    String name,
    String state,
    long sizeBytes,
    Instant createdAt,
    String origin,
    List<String> users,
    ImageStanding standing,
    @Nullable BakedImage baked,
    List<String> packages) {
  public KnownImage {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(origin, "origin");
    users = List.copyOf(users);
    Objects.requireNonNull(standing, "standing");
    packages = List.copyOf(packages);
  }

  /** Whether it was made by us, or is used by something of ours. */
  public boolean isOurs() {
    return !origin.isEmpty();
  }

  /** Whether the provider said that it is there. */
  public boolean isSeen() {
    return !state.equals("unseen");
  }
}
