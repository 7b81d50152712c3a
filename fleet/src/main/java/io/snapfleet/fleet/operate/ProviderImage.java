package io.snapfleet.fleet.operate;

import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.VolumeSnapshot;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An image or a volume snapshot as the provider lists it, whoever made it.
 *
 * @param kind {@code image} or {@code volume-snapshot}
 * @param state {@code pending}, {@code available} or {@code failed}
 * @param sizeBytes an image's own, and that of the volume a snapshot was taken of
 * @param fleet whose it is by its tags; null where it has none of ours
 * @param snapshotSet the set that holds it; null when none does
 */
public record ProviderImage(
    String provider,
    String kind,
    String id,
    String name,
    String state,
    long sizeBytes,
    Instant createdAt,
    @Nullable String fleet,
    @Nullable String snapshotSet) {

  static ProviderImage of(String provider, Image image, @Nullable String set) {
    return new ProviderImage(
        provider,
        "image",
        image.id().value(),
        image.name(),
        image.state().name().toLowerCase(Locale.ROOT),
        image.sizeBytes(),
        image.createdAt(),
        image.tags().get(Tags.FLEET).orElse(null),
        set);
  }

  static ProviderImage of(String provider, VolumeSnapshot snapshot, @Nullable String set) {
    return new ProviderImage(
        provider,
        "volume-snapshot",
        snapshot.id().value(),
        snapshot.name(),
        "available",
        snapshot.volumeSizeBytes(),
        snapshot.createdAt(),
        snapshot.tags().get(Tags.FLEET).orElse(null),
        set);
  }
}
