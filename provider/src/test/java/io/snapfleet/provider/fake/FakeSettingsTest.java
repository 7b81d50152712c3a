package io.snapfleet.provider.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.BootIdentity;
import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Compute;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeSettingsTest {
  private static final Tags SHOP = Tags.ofFleet("shop");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path directory;
  private Instant now = Instant.parse("2026-11-01T00:00:00Z");
  private FakeSettings settings;

  @BeforeEach
  void moveTimeByHand() {
    InstantSource byHand = () -> now;
    Clock clock = byHand.withZone(ZoneOffset.UTC);
    settings = FakeSettings.in(directory).withClock(clock);
  }

  @Test
  void newMachineShowsInListsAfterTheListDelayAndByIdAtOnce() {
    FakeProvider provider = new FakeProvider(settings.withListDelay(MINUTE));
    Machine machine = create(provider, "web-1");

    assertThat(provider.compute().machines(SHOP)).isEmpty();
    assertThat(provider.compute().machine(machine.id())).isPresent();
    assertThat(create(provider, "web-1").id()).isEqualTo(machine.id());

    now = now.plus(MINUTE);
    assertThat(provider.compute().machines(SHOP)).containsExactly(machine);
  }

  @Test
  void machinesAndImagesSettleAfterAWhile() {
    FakeProvider provider = new FakeProvider(settings.withSettling(MINUTE));
    Compute compute = provider.compute();
    Machine machine = create(provider, "web-1");
    Image image = compute.capture(new CaptureRequest(machine.id(), "image", SHOP, List.of()));

    assertThat(machine.state()).isEqualTo(Machine.State.STARTING);
    assertThat(image.state()).isEqualTo(Image.State.PENDING);
    assertThatThrownBy(() -> create(provider, "web-2", image.id()))
        .isInstanceOf(ProviderException.Conflict.class);

    now = now.plus(MINUTE);
    assertThat(compute.machine(machine.id()).orElseThrow().state())
        .isEqualTo(Machine.State.RUNNING);
    assertThat(compute.image(image.id()).orElseThrow().state()).isEqualTo(Image.State.AVAILABLE);
    assertThat(create(provider, "web-2", image.id()).image()).isEqualTo(image.id());
  }

  @Test
  void guestIsFoundByAddressAndCanFail() {
    FakeProvider provider = new FakeProvider(settings);
    Machine machine = create(provider, "web-1");

    Guest guest = provider.guestAt(String.valueOf(machine.address())).orElseThrow();
    guest.write("/srv/tree/file", "text");
    assertThat(guest.files()).containsEntry("/srv/tree/file", "text");
    guest.delete("/srv/tree");
    assertThat(guest.read("/srv/tree/file")).isEmpty();
    guest.become(Machine.State.FAILED);

    assertThat(guest.id()).isEqualTo(machine.id());
    assertThat(provider.compute().machines(SHOP))
        .extracting(Machine::state)
        .containsExactly(Machine.State.FAILED);
    assertThat(provider.guestAt("198.18.77.77")).isEmpty();
  }

  private static Machine create(FakeProvider provider, String name) {
    return create(provider, name, provider.compute().baseImage(progress -> {}).id());
  }

  private static Machine create(FakeProvider provider, String name, ImageId image) {
    NetworkId network = provider.networks().create("net", SHOP).id();
    BootIdentity identity = new BootIdentity(name, "private", "public", List.of());
    return provider
        .compute()
        .create(
            new MachineRequest(
                name, SHOP, image, "small", network, identity, List.of(), List.of()));
  }
}
