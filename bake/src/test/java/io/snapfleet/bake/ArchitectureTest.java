package io.snapfleet.bake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** Which package of this module may use which: what is not named here is refused. */
@AnalyzeClasses(packages = "io.snapfleet", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String PROVIDER = "io.snapfleet.provider..";
  private static final String REMOTE = "io.snapfleet.remote..";

  @ArchTest static final ArchRule THE_ENGINE_KNOWS_NO_TEMPLATE_FILES = mayUse("engine");

  @ArchTest static final ArchRule SOURCES_KNOW_NO_TEMPLATES = mayUse("source");

  @ArchTest
  static final ArchRule COMPONENTS_KNOW_HOW_THEY_ARE_WRITTEN =
      mayUse("component", "engine", "source");

  @ArchTest
  static final ArchRule TEMPLATES_TIE_ALL_TOGETHER =
      mayUse("template", "component", "engine", "source");

  @ArchTest
  static final ArchRule RUNS_KNOW_NO_PARTS =
      mayUse("run", "template", "component", "engine", "source");

  @ArchTest static final ArchRule THIS_COMPUTER_KNOWS_HOW_RUNS_FAIL = mayUse("local", "run");

  @ArchTest static final ArchRule JOURNALS_KNOW_NOTHING_OF_WHAT_IS_MADE = mayUse("journal", "run");

  @ArchTest
  static final ArchRule RESULTS_KNOW_WHAT_THEY_ARE_MADE_OF =
      mayUse("layer", "local", "run", "template", "component");

  @ArchTest
  static final ArchRule CONTAINERS_KNOW_NO_OTHER_PARTS =
      mayUse("container", "journal", "layer", "local", "run", "template", "component");

  @ArchTest
  static final ArchRule MACHINES_ARE_REACHED_AND_KNOW_NO_PARTS =
      mayUse("machine", REMOTE, "journal", "layer", "run", "template", "component", "engine");

  @ArchTest
  static final ArchRule PARTS_KNOW_RUNS_AND_MACHINES =
      mayUse(
          "part",
          "container",
          "journal",
          "local",
          "machine",
          "run",
          "template",
          "component",
          "engine");

  @ArchTest
  static final ArchRule BAKING_KNOWS_PROVIDERS_AND_HOW_MACHINES_ARE_REACHED_AT_MOST =
      classes()
          .that()
          .resideInAPackage("io.snapfleet.bake..")
          .should()
          .onlyDependOnClassesThat(in("io.snapfleet.bake..", PROVIDER, REMOTE).or(notOurs()));

  /**
   * A package of this module and those, or patterns, it may use besides itself and the provider's.
   */
  private static ArchRule mayUse(String name, String... others) {
    String[] allowed =
        Stream.concat(
                Stream.of(PROVIDER),
                Stream.concat(Stream.of(name), Arrays.stream(others))
                    .map(one -> one.startsWith("io.") ? one : "io.snapfleet.bake." + one + ".."))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage("io.snapfleet.bake." + name + "..")
        .should()
        .onlyDependOnClassesThat(in(allowed).or(notOurs()));
  }

  private static DescribedPredicate<JavaClass> in(String... packages) {
    return JavaClass.Predicates.resideInAnyPackage(packages);
  }

  private static DescribedPredicate<JavaClass> notOurs() {
    return JavaClass.Predicates.resideOutsideOfPackage("io.snapfleet..");
  }
}
