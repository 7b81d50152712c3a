package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet stays where its machines are, and does not take another home's for its own. */
class FleetPlaceTest {
  private static final String WORLD = "fake-provider.json";

  @TempDir private Path directory;
  @TempDir private Path elsewhere;

  private Home home;
  private Controller controller;

  @BeforeEach
  void deploy() {
    home = new Home(directory).without(Capability.ONE_HOME);
    controller = Controller.on(home);
    controller.up(1);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  private static DeployRequest at(ProviderSpec provider) {
    FleetSpec spec = Controller.spec(1);
    return DeployRequest.deploy(
        new FleetSpec(
            spec.fleet(),
            provider,
            spec.application(),
            spec.site(),
            spec.tiers(),
            spec.deadlines(),
            spec.backup()),
        null);
  }

  @Test
  void aFleetThatIsUpDoesNotMoveToAnotherProviderOrRegion() {
    for (ProviderSpec other :
        List.of(
            new ProviderSpec("cloud", Map.of()),
            new ProviderSpec("fake", Map.of("region", "lon1")),
            new ProviderSpec("fake", Map.of("endpoint", "http://127.0.0.1:8888")))) {
      for (ThrowingCallable work :
          List.<ThrowingCallable>of(
              () -> controller.engine().plan(at(other)), () -> controller.up(at(other)))) {
        OperationException refusal = refused(work);
        assertThat(refusal)
            .hasMessage(
                "fleet blog is at provider fake, and cannot become one at provider %s while it is"
                    + " up",
                other.location());
        assertThat(refusal.where()).isEqualTo("provider");
      }
    }
    new Census(home, controller).requireServing(1);
  }

  @Test
  void aFleetThatIsDownMovesAndOtherOptionsChangeAtAnyTime() {
    controller.up(at(new ProviderSpec("fake", Map.of("size-small", "tiny"))));
    controller.down();
    controller.up(at(new ProviderSpec("fake", Map.of("region", "lon1"))));

    new Census(home, controller).requireServing(1);
  }

  @Test
  void machinesThatAnotherHomeHasUnderTheNameAreNotTouched() throws IOException {
    Home other = new Home(elsewhere).without(Capability.ONE_HOME);
    shareTheAccountWith(other);
    List<Machine> theirs = other.provider().compute().machines(Tags.ofFleet("blog"));

    try (Controller stranger = Controller.on(other)) {
      for (ThrowingCallable work :
          List.<ThrowingCallable>of(
              () -> stranger.engine().plan(DeployRequest.deploy(Controller.spec(1), null)),
              () -> stranger.up(1))) {
        assertThat(refused(work))
            .hasMessage(
                "the provider has machines of a fleet blog that was not made from here:"
                    + " blog-database-1, blog-proxy-1, blog-web-1");
      }
      assertThat(changes(stranger)).isEmpty();
    }
    assertThat(other.provider().compute().machines(Tags.ofFleet("blog"))).isEqualTo(theirs);
  }

  @Test
  void norAreTheyWhereThisHomeHadSuchAFleetBefore() throws IOException {
    Home other = new Home(elsewhere).without(Capability.ONE_HOME);
    try (Controller stranger = Controller.on(other)) {
      stranger.up(1);
      stranger.down();
      shareTheAccountWith(other);
      int changes = changes(stranger).size();

      assertThat(refused(() -> stranger.up(1)).where()).isEqualTo("fleet");
      assertThat(refused(stranger::down).where()).isEqualTo("fleet blog");
      assertThat(changes(stranger)).hasSize(changes);
    }
  }

  private void shareTheAccountWith(Home other) throws IOException {
    Files.copy(
        directory.resolve(WORLD), elsewhere.resolve(WORLD), StandardCopyOption.REPLACE_EXISTING);
    assertThat(other.provider().compute().machines(Tags.ofFleet("blog"))).hasSize(3);
  }

  private static List<Call> changes(Controller controller) {
    return controller.provider().calls().stream().filter(Call::changes).toList();
  }

  private static OperationException refused(ThrowingCallable work) {
    OperationException refusal = catchThrowableOfType(OperationException.class, work);
    assertThat(refusal.kind()).isEqualTo(OperationException.Kind.BAD_REQUEST);
    return refusal;
  }
}
