package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.BalancedBy;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.Pace;
import io.snapfleet.fleet.secret.SecretMaker;
import io.snapfleet.fleet.state.SqlStore;
import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.provider.fake.FaultPlan;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process that runs the engine on a {@link Home}, until it is closed or dies. */
final class Controller implements AutoCloseable {
  static final String FLEET = "blog";
  static final String UPLOAD = TinyRecipe.SITE + "/uploads/later.jpg";

  private static final SecretMaker SECRETS = new SecretMaker(new SecureRandom());
  private static final AtomicInteger IDS = new AtomicInteger();
  private static final AtomicInteger PORTS = new AtomicInteger(20_000);

  private final Home home;
  private final Life life;
  private final SqlStore store;
  private final FakeProvider provider;
  private final Surroundings surroundings;
  private final FleetEngine engine;

  private Controller(Home home, Life life, FaultPlan faults, String owner, Supplier<String> ids) {
    this.home = home;
    this.life = life;
    this.store = home.store();
    this.provider =
        new FakeProvider(home.providerSettings().withFaults(life.atProvider().and(faults)));
    this.surroundings =
        new Surroundings(
            Mortal.store(store, life),
            spec -> provider,
            name -> TinyRecipe.RECIPE,
            new FakeRemote(provider, life, home),
            home.datastores(),
            owner,
            ids,
            PORTS::incrementAndGet,
            SECRETS,
            FakeKeys::make,
            home.clock(),
            home.clock(),
            new ScriptLogs(home.logs()));
    this.engine = new FleetEngine(surroundings);
  }

  static Controller on(Home home) {
    return new Controller(home, Life.endless(), FaultPlan.none(), "somebody", Controller::nextId);
  }

  static Controller of(String owner, Home home) {
    return new Controller(home, Life.endless(), FaultPlan.none(), owner, Controller::nextId);
  }

  static Controller dying(Home home, Life.Death death) {
    return suffering(home, Life.until(death), FaultPlan.none());
  }

  static Controller suffering(Home home, FaultPlan faults) {
    return suffering(home, Life.endless(), faults);
  }

  static Controller suffering(Home home, Life life, FaultPlan faults) {
    return new Controller(home, life, faults, "somebody mortal", Controller::nextId);
  }

  static Controller naming(Home home, Supplier<String> ids) {
    return new Controller(home, Life.endless(), FaultPlan.none(), "somebody", ids);
  }

  /** Differs from the one before in its first four characters, as random ones nearly always do. */
  private static String nextId() {
    int number = IDS.incrementAndGet();
    return "%04d%08d".formatted(number % 10_000, number);
  }

  static FleetSpec spec(int webMachines) {
    return new FleetSpec(
        FLEET,
        new ProviderSpec("fake", Map.of()),
        new ApplicationSpec("tiny", Map.of("language", "en"), null),
        new SiteSpec("Blog", "127.0.0.1", 0),
        Map.of(
            TierName.DATABASE, new TierSpec(1, "small", 1L << 30),
            TierName.WEB, new TierSpec(webMachines, "small", 0),
            TierName.PROXY, new TierSpec(1, "small", 0)),
        Deadlines.DEFAULT,
        BackupSpec.DEFAULT);
  }

  /** The same fleet behind a load balancer of the provider's. */
  static FleetSpec specBehindTheProvider(int webMachines) {
    FleetSpec spec = spec(webMachines);
    Map<TierName, TierSpec> tiers = new EnumMap<>(spec.tiers());
    tiers.remove(TierName.PROXY);
    return new FleetSpec(
        FLEET,
        spec.provider(),
        spec.application(),
        new SiteSpec("Blog", "127.0.0.1", 0, null, null, BalancedBy.PROVIDER),
        tiers,
        spec.deadlines(),
        spec.backup());
  }

  void upBehindTheProvider(int webMachines) {
    up(DeployRequest.deploy(specBehindTheProvider(webMachines), null));
  }

  /** With an image named for the web machines. */
  void upNaming(int webMachines, String image) {
    up(DeployRequest.deploy(spec(webMachines).naming(TierName.WEB, image), null));
  }

  /** The web machines' image in the oldest snapshot set. */
  String webImage() {
    return engine.snapshotSets().getLast().tiers().get(TierName.WEB).image();
  }

  void tryWebImage() {
    Images images = engine.images();
    images.verify(images.find(webImage()), FLEET, null, ProgressListener.SILENT);
  }

  void up(int webMachines) {
    up(webMachines, null);
  }

  void up(int webMachines, @Nullable String setPrefix) {
    up(DeployRequest.deploy(spec(webMachines), setPrefix));
  }

  void up(DeployRequest request) {
    engine.deploy(request, Approval.GIVEN, ProgressListener.SILENT);
  }

  void scale(int webMachines) {
    up(engine.scaleRequest(FLEET, Map.of(TierName.WEB, webMachines)));
  }

  /** To the newest set where none is named. */
  void roll(@Nullable String setPrefix, Pace pace) {
    up(engine.rollRequest(FLEET, TierName.WEB, setPrefix, pace));
  }

  void rollToImage(String image) {
    rollToImage(image, Approval.GIVEN);
  }

  void rollToImage(String image, Approval approval) {
    ImageRoll roll = new ImageRoll(TierName.WEB, image, Pace.ONE_BY_ONE, false);
    engine.rollToImage(FLEET, roll, approval, ProgressListener.SILENT);
  }

  void rollback() {
    up(engine.rollbackRequest(FLEET, TierName.WEB, Pace.ONE_BY_ONE));
  }

  String snapshot() {
    return engine.takeSnapshot(FLEET, ProgressListener.SILENT).id();
  }

  void down() {
    engine.down(FLEET, false, Approval.GIVEN, ProgressListener.SILENT);
  }

  void downWithSets() {
    engine.down(FLEET, true, Approval.GIVEN, ProgressListener.SILENT);
  }

  void write(String title) {
    engine.writeSample(FLEET, title, "text");
  }

  /** Later than all before: a row and a file on the machine that is backed up, and the backup. */
  void changeAndBackUp(String content) {
    home.clock().sleep(Duration.ofHours(1));
    write(content);
    new Census(home, this).guest(FLEET + "-web-1").write(UPLOAD, content);
    engine.backups().create(FLEET, BackupPeriod.MANUAL, ProgressListener.SILENT);
  }

  /** The newest operation, if it did not end, or not well. */
  Optional<Operation> cutOff() {
    return engine.operations().stream()
        .findFirst()
        .filter(newest -> newest.status() != Operation.Status.DONE);
  }

  void resume(Operation operation) {
    engine.resume(operation, Approval.GIVEN, ProgressListener.SILENT);
  }

  Surroundings surroundings() {
    return surroundings;
  }

  FleetEngine engine() {
    return engine;
  }

  SqlStore store() {
    return store;
  }

  FakeProvider provider() {
    return provider;
  }

  Life life() {
    return life;
  }

  /** Not so much as a lease is given back. */
  @Override
  public void close() {
    store.close();
  }
}
