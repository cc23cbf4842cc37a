package io.fleetstream.emulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.fleetstream.emulator",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule SIGNALS_ARE_PURE =
            classes()
                    .that()
                    .resideInAPackage("..emulator.signal..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java.lang..",
                            "java.util..",
                            "java.nio.charset..",
                            "..emulator.signal..");

    @ArchTest
    static final ArchRule CLIENT_LIBRARIES_STAY_BEHIND_THE_PORT =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..emulator.mqtt..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.eclipse.paho..", "com.hivemq..");

    @ArchTest
    static final ArchRule OF_THIS_PROJECT_ONLY_THE_SCHEMAS =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.fleetstream.connectors..",
                            "io.fleetstream.bridge..",
                            "io.fleetstream.jobs..",
                            "io.fleetstream.sandbox..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.fleetstream.emulator.(*)..").should().beFreeOfCycles();
}
