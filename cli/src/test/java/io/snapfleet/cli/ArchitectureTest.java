package io.snapfleet.cli;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void packagesDependInOneDirection() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("wiring")
        .definedBy("io.snapfleet.cli")
        .layer("commands")
        .definedBy(
            "io.snapfleet.cli.bake",
            "io.snapfleet.cli.command",
            "io.snapfleet.cli.image",
            "io.snapfleet.cli.inventory",
            "io.snapfleet.cli.quickstart",
            "io.snapfleet.cli.vault")
        .layer("output")
        .definedBy("io.snapfleet.cli.output")
        .layer("errors")
        .definedBy("io.snapfleet.cli.error")
        .whereLayer("wiring")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("commands")
        .mayOnlyBeAccessedByLayers("wiring")
        .whereLayer("output")
        .mayOnlyBeAccessedByLayers("wiring", "commands")
        .whereLayer("errors")
        .mayOnlyBeAccessedByLayers("wiring", "commands", "output")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.snapfleet.cli"));
  }
}
