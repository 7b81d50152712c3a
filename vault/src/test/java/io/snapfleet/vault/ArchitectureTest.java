package io.snapfleet.vault;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** Which package of the vault may use which: what is not named here is refused. */
@AnalyzeClasses(packages = "io.snapfleet", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] BASE = {"crypto", "chunk", "store", "format"};

  @ArchTest static final ArchRule CRYPTO_USES_NOTHING_OF_OURS = mayUse("crypto");

  @ArchTest static final ArchRule CHUNKERS_USE_NOTHING_OF_OURS = mayUse("chunk");

  @ArchTest static final ArchRule STORES_USE_NOTHING_OF_OURS = mayUse("store");

  @ArchTest static final ArchRule FORMATS_USE_NOTHING_OF_OURS = mayUse("format");

  @ArchTest static final ArchRule THE_REPOSITORY_STANDS_ON_THE_BASE = mayUse("repository", BASE);

  @ArchTest static final ArchRule TREES_USE_THE_REPOSITORY = mayUse("tree", above("repository"));

  @ArchTest static final ArchRule IMAGES_USE_THE_REPOSITORY = mayUse("image", above("repository"));

  @ArchTest
  static final ArchRule MAINTENANCE_USES_THE_REPOSITORY = mayUse("maintain", above("repository"));

  @ArchTest
  static final ArchRule NOTHING_USES_THE_FACADE_FROM_WITHIN =
      noClasses()
          .that()
          .resideInAPackage("io.snapfleet.vault..")
          .and()
          .resideOutsideOfPackage("io.snapfleet.vault.api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.snapfleet.vault.api..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule THE_VAULT_STANDS_ALONE =
      classes()
          .that()
          .resideInAPackage("io.snapfleet.vault..")
          .should()
          .onlyDependOnClassesThat(in("io.snapfleet.vault..").or(notOurs()));

  private static String[] above(String... others) {
    return Stream.concat(Arrays.stream(BASE), Arrays.stream(others)).toArray(String[]::new);
  }

  /** A package of the vault and those it may use besides itself. */
  private static ArchRule mayUse(String name, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(name), Arrays.stream(others))
            .map(one -> "io.snapfleet.vault." + one + "..")
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage("io.snapfleet.vault." + name + "..")
        .should()
        .onlyDependOnClassesThat(in(allowed).or(notOurs()))
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> in(String... packages) {
    return JavaClass.Predicates.resideInAnyPackage(packages);
  }

  private static DescribedPredicate<JavaClass> notOurs() {
    return JavaClass.Predicates.resideOutsideOfPackage("io.snapfleet..");
  }
}
