package io.fleetstream.bridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(
        packages = "io.fleetstream.bridge",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PAHO_STAYS_BEHIND_ITS_PORT =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..mqtt.paho..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.eclipse.paho..");

    @ArchTest
    static final ArchRule ONLY_MAIN_CHOOSES_PAHO =
            classes()
                    .that()
                    .haveSimpleName("PahoLink")
                    .should()
                    .onlyBeAccessed()
                    .byClassesThat()
                    .resideInAnyPackage("io.fleetstream.bridge", "..mqtt.paho..");

    @ArchTest
    static final ArchRule THE_WAYS_DO_NOT_KNOW_EACH_OTHER =
            noClasses()
                    .that()
                    .resideInAPackage("..uplink..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..downlink..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            SlicesRuleDefinition.slices()
                    .matching("io.fleetstream.bridge.(*)..")
                    .should()
                    .beFreeOfCycles();
}
