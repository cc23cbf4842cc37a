package io.fleetstream.jobs.aggregate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.fleetstream.jobs.common.testing.JobRules;

@AnalyzeClasses(
        packages = "io.fleetstream.jobs.aggregate",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchTests OF_EVERY_JOB = ArchTests.in(JobRules.class);

    @ArchTest
    static final ArchRule STATE_KNOWS_NO_OPERATOR =
            noClasses()
                    .that()
                    .resideInAPackage("..state..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..aggregate.function..", "io.fleetstream.connectors..");
}
