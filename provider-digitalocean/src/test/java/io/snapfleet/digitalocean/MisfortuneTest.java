package io.snapfleet.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snapfleet.devcloud.fault.Fault;
import io.snapfleet.devcloud.fault.FaultRule;
import io.snapfleet.devcloud.fault.Faults;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.StringNode;

/** Bad luck on the way to one droplet: it ends with exactly one, or with none and a reason. */
class MisfortuneTest {
  private static final String CREATE = "POST /v2/droplets";
  private static final String LIST = "GET /v2/droplets";

  @TempDir private Path directory;
  private TestCloud cloud;
  private MachineRequest request;

  @BeforeEach
  void start() {
    cloud = new TestCloud(directory);
    request = cloud.request("blog-web-1");
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void lostReplyIsFoundAgainWithoutASecondCreate() {
    faults(FaultRule.nth(1, CREATE, new Fault.DropAfter()));

    Machine machine = cloud.compute().create(request);

    assertThat(onlyMachine()).isEqualTo(machine.id());
    assertThat(cloud.calls("POST", "/v2/droplets")).isEqualTo(1);
  }

  @Test
  void answerThatHangsIsFoundAgainWithoutASecondCreate() {
    faults(FaultRule.nth(1, CREATE, new Fault.Hang(Duration.ofSeconds(8))));

    Machine machine = cloud.compute().create(request);

    assertThat(onlyMachine()).isEqualTo(machine.id());
  }

  @Test
  void lostReplyOfADropletThatListsShowLateIsFoundAgain() {
    faults(
        FaultRule.nth(1, CREATE, new Fault.DropAfter()),
        FaultRule.nth(1, CREATE, new Fault.ListsLag(Duration.ofMillis(1200))));

    Machine machine = cloud.compute().create(request);

    assertThat(onlyMachine()).isEqualTo(machine.id());
    assertThat(cloud.calls("POST", "/v2/droplets")).isEqualTo(1);
  }

  @Test
  void answerWithoutAnIdIsLookedUp() {
    faults(FaultRule.nth(1, CREATE, new Fault.ReplyField("/droplet/id", null)));

    Machine machine = cloud.compute().create(request);

    assertThat(onlyMachine()).isEqualTo(machine.id());
    assertThat(cloud.calls("POST", "/v2/droplets")).isEqualTo(1);
  }

  @Test
  void callThatWasNeverReceivedIsUnknownAndTheNextOneMakesTheMachine() {
    faults(FaultRule.nth(1, CREATE, new Fault.DropBefore()));

    assertThatThrownBy(() -> cloud.compute().create(request))
        .isInstanceOf(ProviderException.Retryable.class)
        .hasMessageContaining("not known");
    Machine machine = cloud.compute().create(request);

    assertThat(onlyMachine()).isEqualTo(machine.id());
  }

  @Test
  void errorOfTheServerAtACreateIsUnknownAndTheNextOneMakesTheMachine() {
    faults(FaultRule.nth(1, CREATE, new Fault.Status(500)));

    assertThatThrownBy(() -> cloud.compute().create(request))
        .isInstanceOf(ProviderException.Retryable.class);
    Machine machine = cloud.compute().create(request);

    assertThat(onlyMachine()).isEqualTo(machine.id());
  }

  @Test
  void tooManyCallsIsWaitedForAsLongAsItSays() {
    faults(FaultRule.nth(1, CREATE, new Fault.Status(429, Duration.ofSeconds(1))));
    long start = System.nanoTime();

    Machine machine = cloud.compute().create(request);

    assertThat(onlyMachine()).isEqualTo(machine.id());
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(950));
  }

  @Test
  void looksAreRepeatedWhenTheServerFails() {
    faults(new FaultRule(LIST, 1, 2, 1, new Fault.Status(503)));

    assertThat(cloud.compute().machines(TestCloud.tags())).isEmpty();
  }

  @Test
  void serverThatKeepsFailingIsRetryableAndSaysWhereToLook() {
    faults(FaultRule.always(LIST, new Fault.Status(500)));

    assertThatThrownBy(() -> cloud.compute().machines(TestCloud.tags()))
        .isInstanceOfSatisfying(
            ProviderException.Retryable.class,
            failure -> assertThat(failure.fix()).contains("status.digitalocean.com"))
        .hasMessageContaining("HTTP 500, request id ");
  }

  @Test
  void unknownStatusIsOnTheWayAndNoSuccess() {
    cloud.compute().create(request);
    faults(
        FaultRule.always(
            LIST, new Fault.ReplyField("/droplets/0/status", StringNode.valueOf("x"))));

    assertThat(cloud.compute().machines(TestCloud.tags()))
        .extracting(Machine::state)
        .containsExactly(Machine.State.STARTING);
  }

  @Test
  void missingFieldIsOneSentenceWithTheRequestId() {
    cloud.compute().create(request);
    faults(FaultRule.always(LIST, new Fault.ReplyField("/droplets/0/size_slug", null)));

    assertThatThrownBy(() -> cloud.compute().machines(TestCloud.tags()))
        .isInstanceOf(ProviderException.Retryable.class)
        .hasMessageMatching(".*GET /v2/droplets \\(request id [A-Za-z0-9-]+\\).*'size_slug'");
  }

  @Test
  void dropletThatNeverBootsEndsAtTheDeadlineWithItsName() {
    faults(FaultRule.nth(1, CREATE, new Fault.NeverBoots()));
    Timing hasty =
        new Timing(
            TestCloud.QUICK.request(),
            TestCloud.QUICK.look(),
            TestCloud.QUICK.settle(),
            Duration.ofSeconds(1),
            TestCloud.QUICK.gone(),
            TestCloud.QUICK.action(),
            TestCloud.QUICK.patience());
    try (DigitalOceanProvider provider = cloud.open(cloud.devcloud().token(), Map.of(), hasty)) {
      assertThatThrownBy(() -> provider.compute().create(request))
          .isInstanceOf(ProviderException.InsufficientCapacity.class)
          .hasMessageContaining("(blog-web-1) and did not boot it; it was deleted");
      assertThat(provider.compute().machines(Tags.ofFleet("blog"))).isEmpty();
    }
  }

  @Test
  void dropletWhoseCreationEndsInAnErrorIsDeletedAndMadeAnew() {
    faults(FaultRule.nth(1, CREATE, new Fault.ActionErrors()));

    assertThatThrownBy(() -> cloud.compute().create(request))
        .isInstanceOf(ProviderException.InsufficientCapacity.class)
        .hasMessageContaining("(blog-web-1) and did not boot it; it was deleted");

    assertThat(cloud.compute().machines(Tags.ofFleet("blog"))).isEmpty();
    assertThat(cloud.compute().create(request).name()).isEqualTo("blog-web-1");
  }

  @Test
  void creatorsInTwoProcessesMakeOneMachine() throws Exception {
    CyclicBarrier start = new CyclicBarrier(4);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Machine>> creators =
          IntStream.range(0, 4).mapToObj(number -> creator(start)).toList();
      for (Future<Machine> made : threads.invokeAll(creators)) {
        assertThat(made.get().id()).isEqualTo(onlyMachine());
      }
    }
  }

  private Callable<Machine> creator(CyclicBarrier start) {
    return () -> {
      try (DigitalOceanProvider own = cloud.open(cloud.devcloud().token())) {
        start.await();
        return own.compute().create(request);
      }
    };
  }

  @Test
  void restartedProcessThatListsDoNotShowTheMachineYetEndsWithTheSameOne() {
    faults(FaultRule.always(CREATE, new Fault.ListsLag(Duration.ofMillis(1500))));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Machine> killed = threads.submit(() -> cloud.compute().create(request));
      awaitCall("POST", "/v2/droplets");
      try (DigitalOceanProvider restarted = cloud.open(cloud.devcloud().token())) {
        Machine machine = restarted.compute().create(request);
        assertThat(machine.id()).isEqualTo(killed.resultNow().id());
      }
    }
    assertThat(cloud.calls("POST", "/v2/droplets")).isEqualTo(2);
    onlyMachine();
  }

  @Test
  void snapshotThatFailsIsRetryableAndTheNextOneIsTaken() {
    Machine machine = cloud.compute().create(request);
    faults(FaultRule.nth(1, "POST /v2/droplets/*/actions", new Fault.ActionErrors()));

    assertThatThrownBy(() -> cloud.compute().capture(Captures.of(machine, "blog-image")))
        .isInstanceOf(ProviderException.Retryable.class)
        .hasMessageContaining("ended in an error");
    Image image = cloud.compute().capture(Captures.of(machine, "blog-image"));

    assertThat(image.state()).isEqualTo(Image.State.AVAILABLE);
    assertThat(cloud.compute().images(Tags.ofFleet("blog"))).hasSize(1);
  }

  @Test
  void snapshotWithALostReplyIsTakenOnce() {
    Machine machine = cloud.compute().create(request);
    faults(FaultRule.nth(1, "POST /v2/droplets/*/actions", new Fault.DropAfter()));

    Image image = cloud.compute().capture(Captures.of(machine, "blog-image"));

    assertThat(cloud.compute().images(Tags.ofFleet("blog")))
        .extracting(Image::id)
        .containsExactly(image.id());
  }

  @Test
  void lostRepliesOfVolumesNetworksFirewallsAndBalancersMakeOneOfEach() {
    faults(
        FaultRule.nth(1, "POST /v2/volumes", new Fault.DropAfter()),
        FaultRule.nth(1, "POST /v2/vpcs", new Fault.DropAfter()),
        FaultRule.nth(1, "POST /v2/firewalls", new Fault.DropAfter()),
        FaultRule.nth(1, "POST /v2/load_balancers", new Fault.DropAfter()));
    Everything.create(cloud.provider());

    assertThat(Everything.count(cloud.provider())).isEqualTo(4);
    Everything.delete(cloud.provider());
    assertThat(Everything.count(cloud.provider())).isZero();
  }

  private void awaitCall(String method, String path) {
    await().until(() -> cloud.calls(method, path) > 0);
  }

  private Object onlyMachine() {
    List<Machine> machines = cloud.compute().machines(Tags.ofFleet("blog"));
    assertThat(machines).hasSize(1);
    return machines.getFirst().id();
  }

  private void faults(FaultRule... rules) {
    cloud.devcloud().setFaults(Faults.of(rules));
  }
}
