package io.snapfleet.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.devcloud.DevCloudSettings;
import io.snapfleet.devcloud.Pace;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionsTest {
  private static final int MACHINES = 12;

  @TempDir private Path directory;

  @Test
  void thoseWhoWaitForSnapshotsShareOneList() throws Exception {
    try (TestCloud cloud = new TestCloud(DevCloudSettings.in(directory).withPace(Pace.fast()));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Machine> machines =
          IntStream.range(0, MACHINES)
              .mapToObj(number -> cloud.compute().create(cloud.request("blog-web-" + number)))
              .toList();
      List<Callable<Image>> captures =
          machines.stream()
              .<Callable<Image>>map(
                  machine ->
                      () ->
                          cloud.compute().capture(Captures.of(machine, machine.name() + "-image")))
              .toList();

      for (Future<Image> image : threads.invokeAll(captures)) {
        assertThat(image.get().state()).isEqualTo(Image.State.AVAILABLE);
      }

      assertThat(cloud.calls("GET", "/v2/actions")).isPositive();
      assertThat(cloud.exchanges())
          .noneMatch(exchange -> exchange.path().matches("/v2/actions/[0-9]+"));
    }
  }
}
