package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.image.ImageDifference;
import io.snapfleet.fleet.image.ImageStanding;
import io.snapfleet.fleet.image.KnownImage;
import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that can be done with images. Thread-safe. */
public final class Images {

  private final FleetEngine engine;
  private final Surroundings surroundings;
  private final Store store;

  Images(FleetEngine engine, Surroundings surroundings) {
    this.engine = engine;
    this.surroundings = surroundings;
    this.store = surroundings.store();
  }

  /**
   * Images that are ours or in use, and which providers could not be asked.
   *
   * @param remarks a sentence for each of those
   */
  public record Listing(List<KnownImage> images, List<String> remarks) {
    public Listing {
      images = List.copyOf(images);
      remarks = List.copyOf(remarks);
    }
  }

  /** Writes down where an image comes from that was just baked. */
  public void record(BakedImage image) {
    store.saveBakedImage(image);
  }

  /** Who would miss an image of this provider, a clause for each. */
  public List<String> users(ProviderSpec provider, String image) {
    return new ImageUsers(store).of(provider, image);
  }

  public Listing list() {
    ImageCatalog.Content content = new ImageCatalog(surroundings).read();
    return new Listing(
        content.images().stream()
            .filter(image -> image.isOurs() || !image.users().isEmpty())
            .toList(),
        content.remarks());
  }

  /**
   * The one image with this id or name, or whose id begins so, at any provider that is known here,
   * ours or not.
   */
  public KnownImage find(String text) {
    ImageCatalog.Content content = new ImageCatalog(surroundings).read();
    List<KnownImage> meant = meant(text, content.images());
    return switch (meant.size()) {
      case 0 -> throw unknown(text, content.remarks());
      case 1 -> meant.getFirst();
      default -> throw ambiguous(text, meant);
    };
  }

  /**
   * The id of what such a text means, at however many providers an image has that id; empty where
   * none is known that it could mean.
   */
  public Optional<String> id(String text) {
    List<KnownImage> meant = meant(text, new ImageCatalog(surroundings).read().images());
    if (meant.stream().map(KnownImage::id).distinct().count() > 1) {
      throw ambiguous(text, meant);
    }
    return meant.stream().map(KnownImage::id).findFirst();
  }

  private static List<KnownImage> meant(String text, List<KnownImage> images) {
    List<Predicate<KnownImage>> ways =
        List.of(
            image -> image.id().equals(text),
            image -> image.name().equals(text),
            image -> text.length() >= IdPrefix.SHORTEST && image.id().startsWith(text));
    return ways.stream()
        .map(way -> images.stream().filter(way).toList())
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static OperationException ambiguous(String text, List<KnownImage> matching) {
    return OperationException.badRequest(
        "'%s' is more than one image: %s"
            .formatted(
                text,
                matching.stream()
                    .map(image -> "%s at %s".formatted(image.id(), image.provider().place()))
                    .collect(Collectors.joining(", "))),
        "IMAGE",
        "give one's whole id");
  }

  private static OperationException unknown(String text, List<String> remarks) {
    String unasked = remarks.isEmpty() ? "" : "; " + String.join("; ", remarks);
    return OperationException.badRequest(
        "no image has the id or the name '%s' at a provider that is known here%s"
            .formatted(text, unasked),
        "IMAGE",
        "'snapfleet image ls' lists images, 'snapfleet snapshot ls --provider' all that a fleet's"
            + " provider has");
  }

  /** How an image of this id stands at the gate, for any use and at whatever provider it is. */
  public ImageStanding standing(String id) {
    List<ImageTrial> trials = store.imageTrials();
    return trials.stream()
        .filter(trial -> trial.judges(trial.provider().place(), id))
        .findFirst()
        .map(trial -> ImageStanding.of(trials, trial.provider().place(), id))
        .orElseGet(() -> ImageStanding.of(List.of(), "", id));
  }

  /** All trials of an image, newest first. */
  public List<ImageTrial> trials(KnownImage image) {
    return store.imageTrials().stream()
        .filter(trial -> trial.provider().place().equals(image.provider().place()))
        .filter(trial -> trial.images().contains(image.id()))
        .toList();
  }

  /**
   * Deletes an image of ours that nobody would miss.
   *
   * @throws OperationException of kind BAD_REQUEST where somebody would, or it is not ours
   */
  public void remove(KnownImage image) {
    refuseRemoval(image);
    try (Provider provider = surroundings.providers().open(image.provider())) {
      surroundings
          .retry()
          .call(
              () -> {
                provider.compute().deleteImage(new ImageId(image.id()));
                return image;
              });
    }
    store.removeBakedImage(image.provider().place(), image.id());
  }

  /** Refuses what {@link #remove} would. */
  public void refuseRemoval(KnownImage image) {
    List<String> users = new ArrayList<>(image.users());
    users.addAll(users(image.provider(), image.id()));
    if (!users.isEmpty()) {
      throw OperationException.badRequest(
          "image %s is in use: %s".formatted(image.id(), users.getFirst()),
          "image " + image.id(),
          "remove its snapshot set ('snapfleet snapshot rm') or take the fleet down first");
    }
    if (!image.isOurs()) {
      throw OperationException.badRequest(
          "image %s was not made by snapfleet".formatted(image.id()),
          "image " + image.id(),
          "delete it where it was made");
    }
  }

  /** Forgets where images came from that are gone at providers that could be asked. */
  public void forgetGone(Listing listing) {
    store.bakedImages().stream()
        .filter(known -> listing.images().stream().noneMatch(listed -> isOf(listed, known)))
        .filter(this::isGone)
        .forEach(known -> store.removeBakedImage(known.provider().place(), known.image()));
  }

  private static boolean isOf(KnownImage image, BakedImage known) {
    return image.provider().place().equals(known.provider().place())
        && image.id().equals(known.image());
  }

  /** Asked anew, as it may have been baked since the others were listed. */
  private boolean isGone(BakedImage known) {
    try (Provider provider = surroundings.providers().open(known.provider())) {
      ImageId id = new ImageId(known.image());
      return surroundings.retry().call(() -> provider.compute().image(id)).isEmpty();
    } catch (ProviderException refusal) {
      return false;
    }
  }

  /**
   * Tries an image and returns what came of it: passed or failed.
   *
   * @param fleet the fleet whose web machines are to be made of it; null for none
   * @param recipe the recipe whose web machine it is, where no fleet is named; null for a machine
   *     that has to boot and to answer
   */
  public ImageTrial verify(
      KnownImage image,
      @Nullable String fleet,
      @Nullable String recipe,
      ProgressListener listener) {
    TrialDraft draft = new TrialDraft(surroundings);
    TrialCandidate candidate =
        fleet != null
            ? ofFleet(engine.fleet(fleet), image)
            : recipe != null
                ? draft.ofRecipe(image.provider(), image.id(), recipe)
                : draft.bare(image.provider(), image.id());
    return new ImageGate(surroundings).judge(candidate, listener);
  }

  private TrialCandidate ofFleet(FleetRecord fleet, KnownImage image) {
    refuseElsewhere(fleet, image);
    TrialDraft draft = new TrialDraft(surroundings);
    Optional<SnapshotSet> base = new FleetRoller(surroundings).knownBase(fleet);
    if (base.isEmpty()) {
      return draft.ofFleet(fleet, image.id());
    }
    SnapshotSet set =
        new SnapshotAdopter(surroundings)
            .draftOnto(base.get(), fleet, Map.of(TierName.WEB, image.id()));
    return draft.ofFleet(
        fleet, set, List.of(image.id()), store.secrets(SecretScope.ofSet(base.get().id())));
  }

  private static void refuseElsewhere(FleetRecord fleet, KnownImage image) {
    String place = fleet.spec().provider().place();
    if (!place.equals(image.provider().place())) {
      throw OperationException.badRequest(
          "image %s is at provider %s, and fleet %s at %s"
              .formatted(image.id(), image.provider().place(), fleet.name(), place),
          "--fleet",
          "name a fleet at the image's provider, or leave --fleet out");
    }
  }

  /** In what the second image differs from the first. */
  public ImageDifference diff(KnownImage from, KnownImage to) {
    return new ImageComparison(surroundings).compare(from, to);
  }

  /**
   * The id of an image at a fleet's provider.
   *
   * @param text its id or its name, or {@code latest:TEMPLATE} for the newest of a template that is
   *     still there: the template's path, or the name of its file, with or without its ending
   */
  public String named(String fleet, String text) {
    return new ImageName(text).id(surroundings, engine.fleet(fleet).spec().provider());
  }
}
