package io.snapfleet.bake.run;

import io.snapfleet.bake.template.ProvisionerStep;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs provisioners, with their pauses, time limits and further tries. */
final class Provisioning {
  private final BuildSite site;
  private final Parts parts;
  private final Workpiece piece;

  Provisioning(BuildSite site, Parts parts, Workpiece piece) {
    this.site = site;
    this.parts = parts;
    this.piece = piece;
  }

  void run(ProvisionerStep step) {
    Provisioner provisioner = parts.provisioner(step.settings(), site);
    for (int left = step.maxRetries(); left > 0; left--) {
      try {
        once(step, provisioner);
        return;
      } catch (BuildException failed) {
        Interruption.check();
        site.lines()
            .say(
                "Provisioner failed with \"%s\", retrying with %d trie(s) left"
                    .formatted(failed.getMessage(), left));
      }
    }
    once(step, provisioner);
  }

  private void once(ProvisionerStep step, Provisioner provisioner) {
    if (step.pauseBefore().isPositive()) {
      pause(step.pauseBefore());
      provisioner.provision(piece);
    } else if (step.timeout().isPresent()) {
      within(step.timeout().get(), step.type(), provisioner);
    } else {
      provisioner.provision(piece);
    }
  }

  private void pause(Duration pause) {
    site.lines().say("Pausing " + Words.of(pause) + " before the next provisioner...");
    try {
      Thread.sleep(pause);
    } catch (InterruptedException stopped) {
      throw Interruption.of(stopped);
    }
  }

  private void within(Duration timeout, String type, Provisioner provisioner) {
    site.lines().say("Setting a " + Words.of(timeout) + " timeout for the next provisioner...");
    try (ExecutorService one = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> running = one.submit(() -> provisioner.provision(piece));
      try {
        running.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        site.lines().say("Cancelling provisioner after a timeout...");
        running.cancel(true);
        throw new BuildException(
            "provisioner " + type + " did not end within its timeout of " + Words.of(timeout),
            late);
      } catch (InterruptedException stopped) {
        running.cancel(true);
        throw Interruption.of(stopped);
      } catch (ExecutionException failed) {
        throw failed.getCause() instanceof BuildException known
            ? known
            : new BuildException("provisioner " + type + " failed: " + failed.getCause(), failed);
      }
    }
  }
}
