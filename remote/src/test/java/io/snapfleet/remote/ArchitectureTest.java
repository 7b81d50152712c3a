package io.snapfleet.remote;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** This module stands alone, and a secret alone in it. */
@AnalyzeClasses(packages = "io.snapfleet", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String OURS = "io.snapfleet..";

  @ArchTest
  static final ArchRule REMOTE_USES_NOTHING_OF_OURS = mayUseItself("io.snapfleet.remote..");

  @ArchTest
  static final ArchRule SECRETS_USE_NOTHING_OF_OURS = mayUseItself("io.snapfleet.remote.secret..");

  private static ArchRule mayUseItself(String pattern) {
    return classes()
        .that()
        .resideInAPackage(pattern)
        .should()
        .onlyDependOnClassesThat(
            Predicates.resideInAPackage(pattern).or(Predicates.resideOutsideOfPackage(OURS)));
  }
}
