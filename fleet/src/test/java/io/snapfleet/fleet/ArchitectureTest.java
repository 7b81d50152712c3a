package io.snapfleet.fleet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;
import java.util.Arrays;
import java.util.stream.Stream;

/** Which package of this module may use which: what is not named here is refused. */
@AnalyzeClasses(packages = "io.snapfleet", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String OURS = "io.snapfleet..";
  private static final String PROVIDER = "io.snapfleet.provider.api..";
  private static final String INPUT = "io.snapfleet.provider.input..";
  private static final String JSON = "io.snapfleet.provider.json..";
  private static final String REMOTE = "io.snapfleet.remote..";
  private static final String SECRET = "io.snapfleet.remote.secret..";
  private static final String RECIPE = "io.snapfleet.recipe..";
  private static final String VAULT = "io.snapfleet.vault..";

  @ArchTest static final ArchRule THE_MODEL_USES_NOTHING_OF_OURS = mayUse("model");

  @ArchTest static final ArchRule SEALING_KNOWS_SECRETS_ALONE = mayUse("secret", SECRET);

  @ArchTest
  static final ArchRule FLEET_FILES_KNOW_THE_MODEL_AND_RECIPES =
      mayUse("spec", "model", INPUT, RECIPE);

  @ArchTest
  static final ArchRule STATE_KNOWS_THE_MODEL_AND_SECRETS =
      mayUse("state", "model", "secret", SECRET, JSON);

  @ArchTest
  static final ArchRule PLANS_ARE_MADE_OF_VALUES_ALONE = mayUse("plan", "model", PROVIDER, RECIPE);

  @ArchTest
  static final ArchRule BACKUPS_KNOW_MACHINES_AND_THE_VAULT =
      mayUse("backup", "model", REMOTE, RECIPE, VAULT, JSON);

  @ArchTest
  static final ArchRule OPERATE_TIES_ALL_TOGETHER =
      mayUse(
          "operate", "backup", "image", "model", "plan", "secret", "state", PROVIDER, RECIPE,
          REMOTE, VAULT);

  @ArchTest static final ArchRule JUDGEMENTS_OF_IMAGES_ARE_VALUES = mayUse("image", "model");

  @ArchTest
  static final ArchRule NOTHING_IN_FLEET_KNOWS_A_PROVIDER_OR_A_COMMAND =
      noClasses()
          .that()
          .resideInAPackage("io.snapfleet.fleet..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.snapfleet.local..", "io.snapfleet.cli..");

  @ArchTest
  static final ArchRule THE_PROVIDER_INTERFACE_USES_NOTHING_OF_OURS =
      classes()
          .that()
          .resideInAPackage(PROVIDER)
          .should()
          .onlyDependOnClassesThat(in(PROVIDER).or(notOurs()));

  @ArchTest
  static final ArchRule WORDS_ABOUT_INPUT_USE_NOTHING_OF_OURS =
      classes()
          .that()
          .resideInAPackage(INPUT)
          .should()
          .onlyDependOnClassesThat(in(INPUT).or(notOurs()));

  @ArchTest
  static final ArchRule JSON_OF_RECORDS_USES_NOTHING_OF_OURS =
      classes()
          .that()
          .resideInAPackage(JSON)
          .should()
          .onlyDependOnClassesThat(in(JSON).or(notOurs()));

  @ArchTest
  static final ArchRule DATABASES_STAY_IN_STATE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.snapfleet.fleet.state..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jdbi..", "org.sqlite..", "org.flywaydb..", "java.sql..");

  @ArchTest
  static final ArchRule SSH_STAYS_IN_REMOTE =
      noClasses()
          .that()
          .resideInAPackage("io.snapfleet.fleet..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.sshd..");

  /** A package of fleet and those it may use besides itself, as names in fleet or as patterns. */
  private static ClassesShouldConjunction mayUse(String name, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(name), Arrays.stream(others))
            .map(one -> one.startsWith("io.") ? one : "io.snapfleet.fleet." + one + "..")
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage("io.snapfleet.fleet." + name + "..")
        .should()
        .onlyDependOnClassesThat(in(allowed).or(notOurs()));
  }

  private static DescribedPredicate<JavaClass> in(String... packages) {
    return JavaClass.Predicates.resideInAnyPackage(packages);
  }

  private static DescribedPredicate<JavaClass> notOurs() {
    return JavaClass.Predicates.resideOutsideOfPackage(OURS);
  }
}
