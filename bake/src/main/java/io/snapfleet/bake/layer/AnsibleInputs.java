package io.snapfleet.bake.layer;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.BuildSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the results of Ansible depend on, as far as it can be told beforehand: of {@code ansible},
 * what lies beside its playbook, what its options, settings and variables name, and the program; of
 * {@code ansible-local}, the files that are sent.
 */
final class AnsibleInputs {
  private static final List<String> SENT =
      List.of(
          "playbook_dir",
          "playbook_file",
          "group_vars",
          "host_vars",
          "inventory_file",
          "galaxy_file");

  private static final List<String> ALL_SENT =
      List.of("playbook_files", "playbook_paths", "role_paths");

  private static final List<String> NAMED =
      List.of(
          "inventory_directory", "inventory_file", "galaxy_file", "roles_path", "collections_path");

  /** The words after which a directory may be named. */
  private static final Set<String> DIRECTORIES =
      Set.of("-i", "--inventory", "--inventory-file", "-M", "--module-path");

  /** The variable that says where the state is that inventories of Terraform's machines read. */
  private static final String STATE = "TF_STATE";

  private static final Pattern VALUE =
      Pattern.compile("(?:-[A-Za-z]|--[a-z-]+=)?(?:[^@/]*@)?(?<path>.+)");

  private final Settings settings;
  private final BuildSite site;

  AnsibleInputs(Settings settings, BuildSite site) {
    this.settings = settings;
    this.site = site;
  }

  /** The print of the machine's Ansible's step. */
  Fingerprint sent(Fingerprint before) throws IOException {
    List<Path> sent =
        Stream.concat(
                SENT.stream().flatMap(key -> settings.text(key).stream()),
                ALL_SENT.stream().flatMap(key -> settings.texts(key).stream()))
            .map(site::resolve)
            .toList();
    Fingerprint print = before.and(site.build().name());
    return new FileTrees(new PassingFiles(site, List.of())).after(print, sent);
  }

  /** The print of this computer's Ansible's step. */
  Fingerprint used(Fingerprint before) throws IOException {
    AnsibleProgram program = AnsibleProgram.ask(settings, site);
    List<Path> trees = new ArrayList<>();
    Path playbook = site.resolve(settings.requiredText("playbook_file")).toRealPath();
    trees.add(Objects.requireNonNull(playbook.getParent()));
    NAMED.stream()
        .flatMap(key -> settings.text(key).stream())
        .map(site::resolve)
        .forEach(trees::add);
    List<Path> named = new ArrayList<>(named());
    named.add(state());
    named.stream().filter(Files::isDirectory).forEach(trees::add);
    trees.addAll(program.searched());
    Fingerprint print =
        before
            .and(site.build().name())
            .and(site.build().type())
            .and(program.version())
            .and(program.variables());
    for (Path file : named) {
      print = Files.isRegularFile(file) ? print.andContent(file, file.toString()) : print;
    }
    return new FileTrees(new PassingFiles(site, program.logs())).after(print, trees);
  }

  /**
   * What arguments name, such as {@code -e @vars.yml} and {@code --vault-password-file=f}. It
   * counts, whatever else it is.
   */
  private List<Path> named() {
    List<Path> named = new ArrayList<>();
    String before = "";
    for (String word : settings.texts("extra_arguments")) {
      Matcher value = VALUE.matcher(word);
      if (value.matches()) {
        Path path = site.resolve(value.group("path"));
        boolean tree =
            DIRECTORIES.contains(before)
                || DIRECTORIES.stream().anyMatch(option -> word.startsWith(option));
        if (Files.isRegularFile(path) || (tree && Files.isDirectory(path))) {
          named.add(path);
        }
      }
      before = word;
    }
    return named;
  }

  /** May not be there. Addresses in it come into the machine's files. */
  private Path state() {
    String assignment = STATE + "=";
    String usual = site.surroundings().environment().getOrDefault(STATE, "");
    String path =
        settings.texts("ansible_env_vars").stream()
            .filter(one -> one.startsWith(assignment))
            .map(one -> one.substring(assignment.length()))
            .reduce(usual, (earlier, later) -> later);
    Path state = site.resolve(path);
    return Files.isDirectory(state) ? state.resolve("terraform.tfstate") : state;
  }
}
