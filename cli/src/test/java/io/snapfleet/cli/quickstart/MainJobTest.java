package io.snapfleet.cli.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.snapfleet.cli.Scene;
import io.snapfleet.cli.error.Failures;
import io.snapfleet.cli.quickstart.Phases.Phase;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.operate.Approval;
import io.snapfleet.fleet.operate.DeployRequest;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.OperationException;
import io.snapfleet.fleet.operate.ProgressListener;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.fake.FaultPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainJobTest {
  private final AtomicInteger requests = new AtomicInteger();
  @TempDir private Path directory;
  private Scene scene;
  private HttpServer site;
  private volatile int status = 200;
  private volatile String page = "";

  @BeforeEach
  void open() throws IOException {
    scene = new Scene(directory);
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext("/", this::answer);
    site.start();
  }

  @AfterEach
  void close() {
    site.stop(0);
    scene.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = page.getBytes(UTF_8);
    exchange
        .getResponseHeaders()
        .add("X-Served-By", "web-" + Math.floorMod(requests.incrementAndGet(), 4));
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void fleet(String text) throws IOException {
    Files.writeString(scene.file(), text.formatted(String.valueOf(site.getAddress().getPort())));
  }

  private void staticFleet() throws IOException {
    fleet(Scene.FLEET.replace("8081", "%s"));
  }

  private void wordpressFleet() throws IOException {
    fleet(
        """
        fleet: docs
        provider: {name: local}
        application: {recipe: wordpress, settings: {admin-email: me@example.org}}
        site: {title: "Bob's Blog", address: 127.0.0.1, port: %s}
        tiers:
          database: {machines: 1, size: small, volume: 1GB}
          web: {machines: 2, size: small}
          proxy: {machines: 1, size: small}
        """);
  }

  private MainJob job(FleetEngine engine, boolean teardown) {
    return job(engine, teardown, sound());
  }

  private MainJob job(FleetEngine engine, boolean teardown, FleetEngine whole) {
    FleetSpec spec = scene.spec();
    ProgressListener listener = ProgressListener.SILENT;
    return new MainJob(
        engine,
        spec,
        scene.recipes().find(spec.application().recipe()),
        new Aftermath(whole, spec.fleet(), scene.file(), teardown, listener),
        listener,
        new Phases(Clock.systemUTC(), listener));
  }

  private OperationException failure(MainJob job) {
    OperationException failure = catchThrowableOfType(OperationException.class, job::run);
    assertThat(failure).isNotNull();
    return failure;
  }

  private FleetEngine sound() {
    return scene.engine(FaultPlan.none());
  }

  /** One that must end before the provider takes the next machine. */
  private FleetEngine late() {
    FaultPlan busy =
        FaultPlan.refusing(
            call -> call.name().equals("compute.create"),
            () -> new ProviderException.RateLimited("too many", "wait", Duration.ofMinutes(10)));
    return scene.engine(busy).within(Duration.ofMinutes(5));
  }

  private FleetRecord.State state() {
    return scene.store().fleet("docs").orElseThrow().state();
  }

  @Test
  void aTitleThatPagesEscapeIsLeftToTheRecipesOwnCheck() throws IOException {
    wordpressFleet();
    page = "<h1>Bob&#039;s Blog</h1> Written before the snapshot";

    MainJob.Report report = job(sound(), true).run();

    assertThat(report.tornDown()).isTrue();
    assertThat(report.phases()).extracting(Phase::name).contains("write a post", "find the post");
    assertThat(state()).isEqualTo(FleetRecord.State.DOWN);
  }

  @Test
  void aPostThatIsNotShownIsAFailure() throws IOException {
    wordpressFleet();
    page = "<h1>Bob&#039;s Blog</h1>";
    assertThat(failure(job(sound(), false)))
        .hasMessage("the front page (status 200) does not show 'Written before the snapshot'");
    assertThat(state()).isEqualTo(FleetRecord.State.SERVING);
  }

  @Test
  void whereTheRecipeWritesNothingTheFrontPageNeedOnlyAnswer() throws IOException {
    staticFleet();
    page = "<h1>Other words than the title</h1>";

    MainJob.Report report = job(sound(), false).run();

    assertThat(report.phases()).extracting(Phase::name).doesNotContain("write a post");
    assertThat(scene.store().machines("docs")).hasSize(5);
  }

  @Test
  void teardownAlsoComesAfterAFailureAndHidesNothingOfIt() throws IOException {
    staticFleet();
    status = 500;

    OperationException failure = failure(job(sound(), true));

    assertThat(failure).hasMessage("the front page answers with status 500");
    assertThat(failure.kind()).isEqualTo(OperationException.Kind.FAILED);
    assertThat(failure.fix())
        .endsWith(
            "the fleet was removed, as --teardown asks: without that it stays to be looked at");
    assertThat(state()).isEqualTo(FleetRecord.State.DOWN);
    assertThat(scene.store().machines("docs")).isEmpty();
  }

  @Test
  void teardownThatFailsTooNamesWhatRemovesTheRest() throws IOException {
    staticFleet();
    FaultPlan stuck =
        FaultPlan.refusing(
            call -> call.name().equals("compute.delete"),
            () -> new ProviderException.Permanent("it is locked", "unlock it"));
    status = 500;

    OperationException failure = failure(job(sound(), true, scene.engine(stuck)));

    assertThat(failure).hasMessage("the front page answers with status 500");
    assertThat(failure.fix())
        .contains("the fleet could not be removed", "'snapfleet down docs --snapshots'");
  }

  @Test
  void whereNothingWasMadeNothingIsSaidOfItsRemoval() throws IOException {
    staticFleet();
    FleetEngine refusing =
        scene.engine(
            FaultPlan.refusing(
                call -> true, () -> new ProviderException.Unauthorized("not root", "use sudo")));
    assertThatThrownBy(job(refusing, true)::run)
        .satisfies(refusal -> assertThat(Failures.of(refusal).fix()).isEqualTo("use sudo"));
  }

  @Test
  void teardownLeavesAFleetAloneThatWasThereBefore() throws IOException {
    staticFleet();
    sound()
        .deploy(DeployRequest.deploy(scene.spec(), null), Approval.GIVEN, ProgressListener.SILENT);

    assertThat(failure(job(sound(), true)).fix()).contains("snapfleet down docs --snapshots");

    assertThat(state()).isEqualTo(FleetRecord.State.SERVING);
  }

  @Test
  void teardownIsRefusedWhereItWouldRemoveOlderSnapshotSets() throws IOException {
    staticFleet();
    job(sound(), false).run();
    sound().down("docs", false, Approval.GIVEN, ProgressListener.SILENT);

    OperationException refused = failure(job(sound(), true));

    assertThat(refused.kind()).isEqualTo(OperationException.Kind.BAD_REQUEST);
    assertThat(refused).hasMessageContaining("has snapshot sets already");
    assertThat(sound().snapshotSets()).hasSize(1);
    assertThat(job(sound(), false).run().tornDown()).isFalse();
  }

  @Test
  void aTimeLimitThatPassesSaysWhatReallyGoesOn() throws IOException {
    staticFleet();

    OperationException limit = failure(job(late(), false));

    assertThat(limit.kind()).isEqualTo(OperationException.Kind.TIME_LIMIT);
    assertThat(limit.fix())
        .isEqualTo(
            "give --timeout more, or leave it out; remove the fleet first with 'snapfleet down docs"
                + " --snapshots', or keep it and finish it with 'snapfleet up -f %s'"
                    .formatted(scene.file()));
    assertThat(failure(job(sound(), false)).kind()).isEqualTo(OperationException.Kind.BAD_REQUEST);
  }

  @Test
  void aTimeLimitThatPassesDoesNotKeepTeardownFromItsWork() throws IOException {
    staticFleet();

    OperationException limit = failure(job(late(), true));

    assertThat(limit.kind()).isEqualTo(OperationException.Kind.TIME_LIMIT);
    assertThat(limit.fix())
        .startsWith("give --timeout more, or leave it out; the fleet was removed");
    assertThat(state()).isEqualTo(FleetRecord.State.DOWN);
  }
}
