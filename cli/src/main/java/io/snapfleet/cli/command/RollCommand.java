package io.snapfleet.cli.command;

import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.operate.Approval;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.ImageRoll;
import io.snapfleet.fleet.operate.ProgressListener;
import io.snapfleet.fleet.plan.Plan;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapfleet roll FLEET TIER}. */
@Command(
    name = "roll",
    description =
        "Replaces a tier's machines by ones of another image, batch by batch; goes back if a new"
            + " one fails.",
    footer = {
      "  snapfleet roll blog web                    onto the newest snapshot set",
      "  snapfleet roll blog web --set k3v9 --batch 2 --surge 4",
      "  snapfleet roll blog web --image 12345678 --yes",
      "  snapfleet roll blog web --image latest:web.json",
      "  snapfleet roll blog web --dry-run          print which machines would be replaced",
    })
public final class RollCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Mixin private ReplacementOptions replacement = new ReplacementOptions();

  @ArgGroup private Target target = new Target();

  /** At most one of them; the fleet's newest snapshot set without. */
  static final class Target {
    @Option(
        names = "--set",
        paramLabel = "PREFIX",
        description =
            "The snapshot set whose id begins so, with at least 4 characters; the fleet's newest"
                + " when not given.")
    private @Nullable String set;

    @Option(
        names = "--image",
        paramLabel = "IMAGE",
        description =
            "An image at the provider, by id or name, or latest:TEMPLATE for the newest that was"
                + " baked of a template; it is tried first where nobody has. A snapshot set is made of it and"
                + " of the other tiers' images that the fleet has.")
    private @Nullable String image;

    private ImageReference image() {
      return new ImageReference(Objects.requireNonNull(image, "the image"));
    }
  }

  public RollCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  @Override
  public void run() {
    replacement.run(output, engine, target.image == null ? onto(target.set) : onto(target.image()));
  }

  private Replacement onto(@Nullable String set) {
    return Replacement.by(
        limited ->
            limited.rollRequest(replacement.fleet(), replacement.tier(), set, replacement.pace()));
  }

  private Replacement onto(ImageReference image) {
    return new Replacement() {
      @Override
      public void carryOut(
          FleetEngine limited, boolean allowStale, Approval approval, ProgressListener listener) {
        limited.rollToImage(
            replacement.fleet(), roll(image, limited, allowStale), approval, listener);
      }

      @Override
      public Plan plan(FleetEngine limited, boolean allowStale) {
        return limited.planRollToImage(replacement.fleet(), roll(image, limited, allowStale));
      }
    };
  }

  private ImageRoll roll(ImageReference image, FleetEngine limited, boolean allowStale) {
    return new ImageRoll(
        replacement.tier(), image.id(limited, replacement.fleet()), replacement.pace(), allowStale);
  }
}
