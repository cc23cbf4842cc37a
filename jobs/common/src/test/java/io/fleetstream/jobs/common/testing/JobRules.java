package io.fleetstream.jobs.common.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What every job's code keeps to; a job includes them by {@code ArchTests.in(JobRules.class)}. */
public final class JobRules {
    @ArchTest
    static final ArchRule DOMAIN_KNOWS_NEITHER_FLINK_NOR_KAFKA =
            noClasses()
                    .that()
                    .resideInAPackage("..domain..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink..",
                            "org.apache.kafka..",
                            "io.fleetstream.connectors..",
                            "io.fleetstream.jobs.common..",
                            "io.fleetstream.jobs.*.function..");

    @ArchTest
    static final ArchRule NOBODY_USES_WHAT_FLINK_IS_GIVING_UP =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "..legacy..",
                                            "org.apache.flink.api.common.state.v2..",
                                            "org.apache.flink.datastream..",
                                            "org.apache.flink.shaded..",
                                            "org.apache.flink.runtime..")
                                    // two that Flink itself calls public, what operators that
                                    // go through their keys need, and its only way to say that
                                    // no restart helps
                                    .and(
                                            not(
                                                    nameMatching(
                                                            "org.apache.flink.runtime"
                                                                + ".(state.(Function\\w+Context|State\\w+Context|KeyedStateBackend"
                                                                + "|VoidNamespace\\w*|KeyGroupRange\\w*)|execution"
                                                                + ".SuppressRestartsException)"))));

    @ArchTest
    static final ArchRule THE_CLOCK_OF_THE_MACHINE_DECIDES_NOTHING =
            noClasses()
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("io.fleetstream.jobs.*.(**)").should().beFreeOfCycles();

    private JobRules() {}

    /** Records in state know no other of the job's classes, and of the contracts enums alone. */
    public static ArchRule stateStandsAlone() {
        return classes()
                .that()
                .resideInAPackage("..state..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(
                                        "io.fleetstream.jobs.*.state..",
                                        "io.fleetstream.connectors.kafka..",
                                        "java..",
                                        "org.apache.flink.api.common..")
                                .or(
                                        resideInAPackage("io.fleetstream.schemas")
                                                .and(describe("are enums", JavaClass::isEnum))));
    }
}
