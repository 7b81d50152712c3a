package io.snapfleet.devcloud;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Which package of this module may use which of ours: what is not named here is refused. */
@AnalyzeClasses(packages = "io.snapfleet.devcloud", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String PROVIDER = "io.snapfleet.provider.api";

  /** Settings and exchanges are values of the root package, which all may know. */
  private static final String VALUES = "io.snapfleet.devcloud";

  @ArchTest static final ArchRule THE_STORE_KNOWS_NOTHING = mayUse("store");

  @ArchTest static final ArchRule FAULTS_KNOW_NOTHING = mayUse("fault");

  @ArchTest static final ArchRule MACHINES_KNOW_THE_PROVIDER = mayUse("machine", VALUES, PROVIDER);

  @ArchTest
  static final ArchRule HTTP_KNOWS_FAULTS = mayUse("http", VALUES, "io.snapfleet.devcloud.fault");

  @ArchTest static final ArchRule TRAFFIC_KNOWS_NOTHING = mayUse("traffic");

  @ArchTest
  static final ArchRule RESOURCES_STAND_ON_ALL_OTHERS =
      mayUse("resource", VALUES, PROVIDER, "io.snapfleet.devcloud..");

  @ArchTest
  static final ArchRule THE_MODULE_KNOWS_THE_PROVIDER_INTERFACE_ALONE =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(PROVIDER, "io.snapfleet.devcloud..")
                  .or(resideOutsideOfPackage("io.snapfleet..")));

  private static ArchRule mayUse(String name, String... others) {
    String[] allowed =
        Stream.concat(Stream.of("io.snapfleet.devcloud." + name), Stream.of(others))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage("io.snapfleet.devcloud." + name)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(resideOutsideOfPackage("io.snapfleet..")));
  }
}
