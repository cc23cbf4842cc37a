package io.fleetstream.jobs.notify;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import io.fleetstream.jobs.common.testing.JobRules;

@AnalyzeClasses(
        packages = "io.fleetstream.jobs.notify",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchTests OF_EVERY_JOB = ArchTests.in(JobRules.class);
}
