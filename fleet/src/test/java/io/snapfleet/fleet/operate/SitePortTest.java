package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.provider.api.PublishedPort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fleet whose file leaves the port to us, and that has been up before. */
class SitePortTest {
  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;
  private Census census;
  private int first;

  @BeforeEach
  void deploy() {
    home = new Home(directory);
    controller = Controller.on(home);
    census = new Census(home, controller);
    controller.up(1);
    first = census.record().publishedPort();
  }

  @AfterEach
  void close() {
    controller.close();
  }

  private static FleetSpec spec(String fleet, int port) {
    FleetSpec spec = Controller.spec(1);
    return new FleetSpec(
        fleet,
        spec.provider(),
        spec.application(),
        new SiteSpec("Blog", "127.0.0.1", port),
        spec.tiers(),
        spec.deadlines(),
        spec.backup());
  }

  private void take(int port) {
    controller.up(DeployRequest.deploy(spec("shop", port), null));
  }

  private String note() {
    return "port %d of 127.0.0.1, which the fleet had, is in use: the site gets another free one"
        .formatted(first);
  }

  @Test
  void keepsItsPortOverDownWhereItIsStillFree() {
    controller.down();

    assertThat(controller.engine().plan(DeployRequest.deploy(Controller.spec(1), null)).notes())
        .isEmpty();
    controller.up(1);

    assertThat(census.record().publishedPort()).isEqualTo(first);
  }

  @Test
  void getsAnotherWhereSomebodyHasItAndThePlanSaysSo() {
    controller.down();
    take(first);
    DeployRequest request = DeployRequest.deploy(Controller.spec(1), null);
    assertThat(controller.engine().plan(request).notes()).containsExactly(note());
    List<String> told = new ArrayList<>();

    controller.engine().deploy(request, plan -> told.addAll(plan.notes()), ProgressListener.SILENT);

    assertThat(told).containsExactly(note());
    int second = census.record().publishedPort();
    assertThat(second).isNotIn(0, first);
    assertThat(census.machine("blog-proxy-1").published())
        .extracting(PublishedPort::hostPort)
        .containsExactly(second);
    census.requireServing(1);
    assertThat(controller.engine().plan(request).notes()).isEmpty();
  }

  @Test
  void thePortThatItsFileNamesIsNotExchanged() {
    controller.down();
    take(first);
    DeployRequest request = DeployRequest.deploy(spec(Controller.FLEET, first), null);

    OperationException refusal =
        catchThrowableOfType(OperationException.class, () -> controller.up(request));

    assertThat(refusal).hasMessageContaining("port " + first + " of 127.0.0.1 is taken");
    census.requireDown();
  }

  @Test
  void oneThatMachinesWereToldIsNotExchanged() {
    home.provider().compute().delete(census.machine("blog-proxy-1").id());
    take(first);

    OperationException refusal =
        catchThrowableOfType(OperationException.class, () -> controller.up(1));

    assertThat(refusal).hasMessageContaining("port " + first + " of 127.0.0.1 is taken");
    assertThat(census.record().publishedPort()).isEqualTo(first);
  }
}
