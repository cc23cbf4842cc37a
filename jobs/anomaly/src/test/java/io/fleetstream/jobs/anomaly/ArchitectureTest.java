package io.fleetstream.jobs.anomaly;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.fleetstream.jobs.anomaly",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
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
                            "..anomaly.function..");

    @ArchTest
    static final ArchRule STATE_RECORDS_STAND_ALONE =
            classes()
                    .that()
                    .resideInAPackage("..state..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                            "..anomaly.state..",
                                            "io.fleetstream.connectors.kafka..",
                                            "java..",
                                            "org.apache.flink.api.common..",
                                            "org.apache.flink.formats.avro.typeutils")
                                    .or(
                                            resideInAPackage("io.fleetstream.schemas")
                                                    .and(
                                                            describe(
                                                                    "are enums, or change as"
                                                                            + " Avro allows",
                                                                    type ->
                                                                            type.isEnum()
                                                                                    || isRecord(
                                                                                            type)))));

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
                                    // the two that Flink itself calls public
                                    .and(
                                            not(
                                                    nameMatching(
                                                            "org.apache.flink.runtime.state"
                                                                    + ".Function\\w+Context"))));

    @ArchTest
    static final ArchRule THE_CLOCK_OF_THE_MACHINE_DECIDES_NOTHING =
            noClasses()
                    .should()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLES =
            slices().matching("io.fleetstream.jobs.anomaly.(**)").should().beFreeOfCycles();

    private static boolean isRecord(JavaClass type) {
        return type.isAssignableTo("org.apache.avro.specific.SpecificRecordBase");
    }
}
