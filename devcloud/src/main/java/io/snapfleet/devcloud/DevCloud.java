package io.snapfleet.devcloud;

import io.snapfleet.devcloud.fault.FaultDraw;
import io.snapfleet.devcloud.fault.Faults;
import io.snapfleet.devcloud.http.FrontDoor;
import io.snapfleet.devcloud.http.RateLimiter;
import io.snapfleet.devcloud.http.Reply;
import io.snapfleet.devcloud.http.RequestLog;
import io.snapfleet.devcloud.http.Server;
import io.snapfleet.devcloud.machine.Machines;
import io.snapfleet.devcloud.machine.NoMachines;
import io.snapfleet.devcloud.machine.ProviderMachines;
import io.snapfleet.devcloud.machine.SshMachines;
import io.snapfleet.devcloud.resource.Account;
import io.snapfleet.devcloud.store.Kind;
import io.snapfleet.devcloud.store.Store;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A cloud with one account, on 127.0.0.1, that speaks DigitalOcean's v2 API. What it acknowledged
 * is on disk: a new devcloud on the same directory goes on. Thread-safe.
 */
public final class DevCloud implements AutoCloseable {
  private final Store store;
  private final Machines machines;
  private final Optional<ProviderMachines> real;
  private final Account account;
  private final Optional<Follower> follower;
  private final RequestLog log;
  private final Server server;
  private final List<AccessToken> tokens;
  private final List<Consumer<Exchange>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile FaultDraw faults;

  private DevCloud(DevCloudSettings settings) {
    store = Store.open(settings.directory());
    tokens = settings.tokens().isEmpty() ? List.of(keptToken(store)) : settings.tokens();
    machines = machines(settings);
    log = new RequestLog(settings.directory().resolve("requests.jsonl"), settings.clock());
    listeners.add(log);
    faults = new FaultDraw(settings.faults());
    real = Optional.ofNullable(settings.machines()).map(ProviderMachines::new);
    account = new Account(settings, store, machines, real);
    account.settle();
    account.resume();
    account.sweep();
    FrontDoor door =
        new FrontDoor(
            this::token,
            limiter(settings),
            () -> faults,
            () -> latency(settings.pace().call()),
            account.router(),
            handler -> {
              account.settle();
              Reply reply = store.transact(handler);
              account.sweep();
              return reply;
            });
    follower = real.map(there -> new Follower(account, there));
    try {
      server = new Server(settings.port(), door, this::tell);
    } catch (RuntimeException refused) {
      letGo();
      throw refused;
    }
  }

  /** Starts one; it answers when this returns. */
  public static DevCloud start(DevCloudSettings settings) {
    return new DevCloud(settings);
  }

  private static Machines machines(DevCloudSettings settings) {
    return settings.ssh()
        ? new SshMachines(settings.directory().resolve("ssh_host_key"))
        : new NoMachines();
  }

  private static AccessToken keptToken(Store store) {
    return store.transact(
        () -> {
          ObjectNode kept = store.find(Kind.ACCOUNT, "token").orElseGet(() -> newToken(store));
          return new AccessToken(kept.get("value").stringValue(), Set.of());
        });
  }

  private static ObjectNode newToken(Store store) {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String value = "dop_v1_" + HexFormat.of().formatHex(random);
    ObjectNode token = JsonMapper.shared().createObjectNode().put("value", value);
    store.put(Kind.ACCOUNT, "token", token);
    return token;
  }

  private static Optional<RateLimiter> limiter(DevCloudSettings settings) {
    return settings.rateLimits().perHour() == 0
        ? Optional.empty()
        : Optional.of(new RateLimiter(settings.rateLimits(), settings.clock()));
  }

  private static Duration latency(Pace.Span span) {
    long spread = span.most().minus(span.least()).toMillis();
    return span.least().plusMillis(spread == 0 ? 0 : new Random().nextLong(spread + 1));
  }

  private Optional<AccessToken> token(String value) {
    return tokens.stream().filter(token -> token.value().equals(value)).findFirst();
  }

  /** Where it answers, such as {@code http://127.0.0.1:8888}; paths begin with {@code /v2}. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** A token that is accepted: the first of the settings, or the one it made for itself. */
  public String token() {
    return tokens.getFirst().value();
  }

  /** Lets other things go wrong from now on; calls are counted anew. */
  public void setFaults(Faults other) {
    faults = new FaultDraw(other);
  }

  /** Tells {@code listener} of every exchange from now on, on the exchange's thread. */
  public void listen(Consumer<Exchange> listener) {
    listeners.add(listener);
  }

  private void tell(Exchange exchange) {
    listeners.forEach(listener -> listener.accept(exchange));
  }

  /**
   * Stops answering. Calls that are under way end without an answer; work on real machines that is
   * under way is waited for, up to half a minute. May be called again.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    server.close();
    letGo();
  }

  private void letGo() {
    follower.ifPresent(Follower::close);
    account.close();
    machines.close();
    log.close();
    store.close();
    real.ifPresent(ProviderMachines::close);
  }
}
