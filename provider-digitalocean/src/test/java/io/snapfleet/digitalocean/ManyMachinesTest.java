package io.snapfleet.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.devcloud.DevCloudSettings;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Tags;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many calls a machine costs when there are many. */
class ManyMachinesTest {
  private static final int MACHINES = Integer.getInteger("snapfleet.machines", 300);

  @TempDir private Path directory;

  @Test
  void machineCostsOneCallToCreateOneToDeleteAndAShareOfTheLists() throws Exception {
    try (TestCloud cloud = new TestCloud(DevCloudSettings.in(directory));
        DigitalOceanProvider provider =
            cloud.open(cloud.devcloud().token(), Map.of(), Timing.USUAL)) {
      ImageId base = provider.compute().baseImage(progress -> {}).id();
      MachineRequest like = cloud.request("blog-web-0", base, "small");
      int before = cloud.exchanges().size();
      Clock clock = Clock.systemUTC();
      java.time.Instant start = clock.instant();

      List<Machine> made =
          all(number -> provider.compute().create(named("blog-web-" + number, like)));
      int creating = cloud.exchanges().size() - before;
      Duration took = Duration.between(start, clock.instant());
      assertThat(provider.compute().machines(Tags.ofFleet("blog"))).hasSize(MACHINES);
      all(
          number -> {
            provider.compute().delete(made.get(number).id());
            return number;
          });
      int calls = cloud.exchanges().size() - before;

      System.out.printf(
          "%d machines: created in %s with %.2f calls each, %.2f calls each with deletion%n",
          MACHINES, took, (double) creating / MACHINES, (double) calls / MACHINES);
      assertThat(provider.compute().machines(Tags.ofFleet("blog"))).isEmpty();
      assertThat((double) creating / MACHINES).isLessThan(1.5);
      assertThat((double) calls / MACHINES).isLessThan(3);
    }
  }

  private interface Work<T> {
    T of(int number);
  }

  private static <T> List<T> all(Work<T> work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> calls =
          IntStream.range(0, MACHINES)
              .<Callable<T>>mapToObj(number -> () -> work.of(number))
              .toList();
      List<T> results = new java.util.ArrayList<>();
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    }
  }

  private static MachineRequest named(String name, MachineRequest like) {
    return new MachineRequest(
        name,
        TestCloud.tags().with(Tags.MACHINE, name),
        like.image(),
        like.size(),
        like.network(),
        like.identity(),
        List.of(),
        List.of());
  }
}
