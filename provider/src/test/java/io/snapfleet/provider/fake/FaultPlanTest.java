package io.snapfleet.provider.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultPlanTest {
  private static final Tags SHOP = Tags.ofFleet("shop");

  @TempDir private Path directory;

  @Test
  void callsAreCountedAndNamed() {
    FakeProvider provider = new FakeProvider(directory);
    provider.networks().create("net", SHOP);
    provider.networks().networks(SHOP);

    assertThat(provider.calls())
        .containsExactly(
            new Call(1, "networks.create", "net"), new Call(2, "networks.networks", ""));
    assertThat(provider.calls()).extracting(Call::changes).containsExactly(true, false);
  }

  @Test
  void killBeforeACallLeavesNoEffectAndADeadController() {
    FakeProvider provider = new FakeProvider(directory, FaultPlan.killBefore(2));
    create(provider, "first");

    assertThatThrownBy(() -> create(provider, "second"))
        .isInstanceOf(Killed.class)
        .hasMessage("the controller was killed before call 2 networks.create second");

    assertDead(provider);
    assertThat(namesAfterRestart()).containsExactly("first");
  }

  @Test
  void killWithinACallLeavesWhatIsNotCompleteUntilItIsMadeAgain() {
    FakeProvider provider = new FakeProvider(directory, FaultPlan.killWithin(1));

    assertThatThrownBy(() -> create(provider, "net")).isInstanceOf(Killed.class);

    assertDead(provider);
    FakeProvider next = new FakeProvider(directory);
    assertThat(next.networks().networks(SHOP)).singleElement().returns(false, Network::complete);
    assertThat(create(next, "net").complete()).isTrue();
  }

  @Test
  void killAfterACallLeavesItsEffectAndADeadController() {
    FakeProvider provider = new FakeProvider(directory, FaultPlan.killAfter(2));
    create(provider, "first");

    assertThatThrownBy(() -> create(provider, "second")).isInstanceOf(Killed.class);

    assertDead(provider);
    assertThat(namesAfterRestart()).containsExactly("first", "second");
  }

  @Test
  void killAfterARefusedCallKillsToo() {
    Network theirs = create(new FakeProvider(directory), "net");
    FakeProvider provider = new FakeProvider(directory, FaultPlan.killAfter(1));

    assertThatThrownBy(() -> provider.networks().create(theirs.name(), Tags.ofFleet("blog")))
        .isInstanceOf(Killed.class);
  }

  @Test
  void killedByAPlanOfItsOwnTheControllerIsDeadToo() {
    FaultPlan poison =
        new FaultPlan() {
          @Override
          public void after(Call call) {
            if (call.subject().equals("poison")) {
              throw new Killed("by poison");
            }
          }
        };
    FakeProvider provider = new FakeProvider(directory, FaultPlan.none().and(poison));

    create(provider, "water");
    assertThatThrownBy(() -> create(provider, "poison")).isInstanceOf(Killed.class);

    assertDead(provider);
  }

  @Test
  void controllersCallOnAnotherThreadDoesNotSurviveTheKill() {
    FakeProvider[] controller = new FakeProvider[1];
    FaultPlan otherThreadDies =
        new FaultPlan() {
          @Override
          public void before(Call call) {
            if (call.subject().equals("slow")) {
              assertThatThrownBy(() -> create(controller[0], "killer")).isInstanceOf(Killed.class);
            }
          }
        };
    controller[0] = new FakeProvider(directory, otherThreadDies.and(FaultPlan.killBefore(2)));

    assertThatThrownBy(() -> create(controller[0], "slow")).isInstanceOf(Killed.class);

    assertThat(namesAfterRestart()).isEmpty();
  }

  @Test
  void lostReplyHasItsEffectAndIsRetryable() {
    FakeProvider provider = new FakeProvider(directory, FaultPlan.replyLost(1));

    assertThatThrownBy(() -> create(provider, "net"))
        .isInstanceOf(ProviderException.Retryable.class);

    assertThat(names(provider)).containsExactly("net");
    create(provider, "net");
    assertThat(names(provider)).containsExactly("net");
  }

  @Test
  void failedCallHasNoEffectAndTheNextSucceeds() {
    ProviderException quota = new ProviderException.QuotaExceeded("no more networks", "Ask.");
    FakeProvider provider = new FakeProvider(directory, FaultPlan.failsWith(1, quota));

    assertThatThrownBy(() -> create(provider, "net")).isSameAs(quota);

    assertThat(names(provider)).isEmpty();
    create(provider, "net");
    assertThat(names(provider)).containsExactly("net");
  }

  @Test
  void rateLimitedCallHasNoEffectAndSaysWhenToComeBack() {
    FakeProvider provider = new FakeProvider(directory, FaultPlan.rateLimited(1));

    assertThatThrownBy(() -> create(provider, "net"))
        .isInstanceOfSatisfying(
            ProviderException.RateLimited.class,
            limited -> assertThat(limited.retryAfter()).isPositive());

    assertThat(names(provider)).isEmpty();
  }

  @Test
  void refusalByNameMeetsEveryCallOfThatName() {
    FaultPlan noNetworks =
        FaultPlan.refusing(
            call -> call.name().equals("networks.create"),
            () -> new ProviderException.Unauthorized("may not", "Ask for the right."));
    FakeProvider provider = new FakeProvider(directory, noNetworks);

    for (String name : List.of("first", "second")) {
      assertThatThrownBy(() -> create(provider, name))
          .isInstanceOf(ProviderException.Unauthorized.class);
    }
    assertThat(names(provider)).isEmpty();
  }

  @Test
  void latencyMakesACallTakeThatLong() {
    FakeProvider provider = new FakeProvider(directory, FaultPlan.latency(Duration.ofMillis(20)));

    long start = System.nanoTime();
    create(provider, "net");

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(20));
  }

  /** The loop that tests of operations are made of. */
  @Test
  void operationThatIsRepeatedAfterAKillAtAnyCallMakesEverythingOnce() {
    FakeProvider whole = new FakeProvider(directory.resolve("whole"));
    operate(whole);
    int calls = whole.calls().size();
    assertThat(calls).isEqualTo(3);

    IntStream.rangeClosed(1, calls)
        .forEach(
            ordinal -> {
              survives(directory.resolve("before-" + ordinal), FaultPlan.killBefore(ordinal));
              survives(directory.resolve("after-" + ordinal), FaultPlan.killAfter(ordinal));
            });
  }

  private static void survives(Path home, FaultPlan kill) {
    assertThatThrownBy(() -> operate(new FakeProvider(home, kill))).isInstanceOf(Killed.class);
    FakeProvider restarted = new FakeProvider(home);
    operate(restarted);
    assertThat(names(restarted)).containsExactly("first", "second");
  }

  private static void operate(Provider provider) {
    create(provider, "first");
    names(provider);
    create(provider, "second");
  }

  private static Network create(Provider provider, String name) {
    return provider.networks().create(name, SHOP);
  }

  private static void assertDead(FakeProvider provider) {
    int calls = provider.calls().size();
    assertThatThrownBy(() -> names(provider)).isInstanceOf(Killed.class);
    assertThatThrownBy(() -> provider.compute().machines(SHOP)).isInstanceOf(Killed.class);
    assertThat(provider.calls()).hasSize(calls);
  }

  private List<String> namesAfterRestart() {
    return names(new FakeProvider(directory));
  }

  private static List<String> names(Provider provider) {
    return provider.networks().networks(SHOP).stream().map(Network::name).toList();
  }
}
