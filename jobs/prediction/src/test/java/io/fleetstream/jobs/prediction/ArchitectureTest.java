package io.fleetstream.jobs.prediction;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.fleetstream.jobs.common.testing.JobRules;

@AnalyzeClasses(
        packages = "io.fleetstream.jobs.prediction",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchTests OF_EVERY_JOB = ArchTests.in(JobRules.class);

    @ArchTest static final ArchRule STATE_RECORDS_STAND_ALONE = JobRules.stateStandsAlone();
}
