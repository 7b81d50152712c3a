package io.snapfleet.bake.layer;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.template.ProvisionerStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What changes beside a step's files without being one of them: what builds of the template write,
 * the template itself, of which each step has its own part, and leavings of programs.
 */
final class PassingFiles implements Predicate<Path> {
  private static final Set<String> NAMES = Set.of(".git", ".hg", ".svn", "__pycache__");

  private static final Pattern LEAVINGS =
      Pattern.compile(".*\\.(retry|pyc|sw[po])|packer-provisioner-ansible.*");

  private static final List<String> WRITTEN = List.of("output", "export_path", "target");
  private static final Pattern ACTION = Pattern.compile("\\{\\{.*?\\}\\}");

  private final Set<Path> sources;
  private final List<Pattern> written;

  PassingFiles(BuildSite site, List<String> logs) {
    this.sources =
        site.build().sources().stream().map(PassingFiles::real).collect(Collectors.toSet());
    this.written =
        Stream.concat(written(site), logs.stream())
            .map(site::resolve)
            .map(PassingFiles::real)
            .map(PassingFiles::pattern)
            .toList();
  }

  @Override
  public boolean test(Path file) {
    String name = Objects.requireNonNullElse(file.getFileName(), file).toString();
    return NAMES.contains(name)
        || LEAVINGS.matcher(name).matches()
        || sources.contains(file)
        || written.stream().anyMatch(one -> one.matcher(file.toString()).matches());
  }

  private static Stream<String> written(BuildSite site) {
    Stream<Settings> steps =
        site.build().postProcessors().stream()
            .flatMap(sequence -> sequence.steps().stream())
            .map(step -> step.settings());
    return Stream.concat(
        Stream.concat(Stream.of(site.build().builder()), steps)
            .flatMap(settings -> WRITTEN.stream().flatMap(key -> text(settings, key))),
        site.build().provisioners().stream()
            .map(ProvisionerStep::settings)
            .filter(PassingFiles::isDownload)
            .flatMap(settings -> text(settings, "destination")));
  }

  private static boolean isDownload(Settings settings) {
    return settings.type().name().equals("file")
        && settings.requiredText("direction").equals("download");
  }

  private static Stream<String> text(Settings settings, String key) {
    return settings.type().keys().containsKey(key) ? settings.text(key).stream() : Stream.of();
  }

  /** Texts may be rendered for each build; locks and endings of archives come behind the name. */
  private static Pattern pattern(Path file) {
    String[] parts = ACTION.split(file.toString(), -1);
    return Pattern.compile(
        Stream.of(parts).map(Pattern::quote).collect(Collectors.joining("[^/]*")) + "(\\.[^/]*)?");
  }

  /** As it is found when the directory it is in is walked; it need not be there. */
  private static Path real(Path file) {
    Path normal = file.toAbsolutePath().normalize();
    return Optional.ofNullable(normal.getParent())
        .filter(Files::isDirectory)
        .flatMap(parent -> resolved(parent, normal))
        .orElse(normal);
  }

  private static Optional<Path> resolved(Path parent, Path file) {
    try {
      return Optional.of(parent.toRealPath().resolve(Objects.requireNonNull(file.getFileName())));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
