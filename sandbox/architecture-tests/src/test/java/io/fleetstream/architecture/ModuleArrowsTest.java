package io.fleetstream.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** schemas ← connectors ← jobs/common ← jobs/*; schemas ← device-emulator. */
class ModuleArrowsTest {
    private static final DescribedPredicate<JavaClass> OURS =
            resideInAPackage("io.fleetstream..").as("the project");

    /** What a module may need of the project; those not named may need anything. */
    private static final Map<String, List<String>> ALLOWED =
            Map.of(
                    "schemas",
                    List.of(),
                    "connectors/confluent-registry-client",
                    List.of(),
                    "connectors/flink-connectors",
                    List.of("fleet-schemas", "fleet-confluent-registry-client"),
                    "connectors/mqtt-kafka-bridge",
                    List.of("fleet-schemas"),
                    "device-emulator",
                    List.of("fleet-schemas"),
                    "jobs/common",
                    List.of(
                            "fleet-schemas",
                            "fleet-flink-connectors",
                            "fleet-confluent-registry-client"),
                    // the one job that is made of others
                    "jobs/pipeline",
                    List.of(
                            "fleet-jobs-common",
                            "fleet-job-ingest",
                            "fleet-job-aggregate",
                            "fleet-job-anomaly",
                            "fleet-sandbox"));

    static List<ProjectModule> modules() {
        return ProjectModule.all();
    }

    @Test
    void schemasKnowNothingElseOfUs() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("io.fleetstream.schemas..")
                        .should()
                        .dependOnClassesThat(OURS.and(notIn("io.fleetstream.schemas..")))
                        .because(
                                "everything depends on the contracts; move the class to the part"
                                        + " that needs it"));
    }

    @Test
    void connectorsKnowNoJob() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("io.fleetstream.connectors..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.fleetstream.jobs..")
                        .because("connectors serve every job; pass what they need as parameter"));
    }

    @Test
    void jobsNeverImportJobs() {
        check(
                slices().matching("io.fleetstream.jobs.(*)..")
                        .should()
                        .notDependOnEachOther()
                        .ignoreDependency(
                                DescribedPredicate.alwaysTrue(),
                                resideInAPackage("io.fleetstream.jobs.common.."))
                        .ignoreDependency(
                                resideInAPackage("io.fleetstream.jobs.pipeline.."),
                                DescribedPredicate.alwaysTrue())
                        .because(
                                "Kafka stands between jobs; what two of them need belongs into"
                                        + " jobs/common"));
    }

    @Test
    void emulatorKnowsOnlyTheSchemas() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("io.fleetstream.emulator..")
                        .should()
                        .dependOnClassesThat(
                                OURS.and(
                                        notIn(
                                                "io.fleetstream.emulator..",
                                                "io.fleetstream.schemas..")))
                        .because(
                                "a device that shares code with the back end shares its mistakes"));
    }

    @Test
    void bridgeAndEmulatorAndSchemasHaveNoFlink() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "io.fleetstream.bridge..",
                                "io.fleetstream.emulator..",
                                "io.fleetstream.schemas..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.flink..")
                        .because("they run where no Flink is; use the JDK or the Kafka client"));
    }

    @Test
    void bridgeKnowsOnlyTheSchemas() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("io.fleetstream.bridge..")
                        .should()
                        .dependOnClassesThat(
                                OURS.and(
                                        notIn(
                                                "io.fleetstream.bridge..",
                                                "io.fleetstream.schemas..")))
                        .because("the bridge runs standalone"));
    }

    @Test
    void packagesHaveNoCycles() {
        check(
                slices().matching("io.fleetstream.(**)")
                        .should()
                        .beFreeOfCycles()
                        .because(
                                "a package is read, and replaced, alone; move the class both need"
                                        + " into the lower one"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void pomsFollowTheSameArrows(ProjectModule module) {
        List<String> ours =
                module.dependencies().stream()
                        .filter(dependency -> dependency.startsWith("io.fleetstream:"))
                        .map(dependency -> dependency.substring("io.fleetstream:".length()))
                        .toList();

        if (ALLOWED.containsKey(module.directory())) {
            assertThat(ALLOWED.get(module.directory())).containsAll(ours);
        } else if (module.directory().startsWith("jobs/")) {
            assertThat(ours).noneMatch(artifact -> artifact.startsWith("fleet-job-"));
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void bridgeAndEmulatorDoNotBringFlink(ProjectModule module) {
        if (List.of("schemas", "connectors/mqtt-kafka-bridge", "device-emulator")
                .contains(module.directory())) {
            assertThat(module.dependencies())
                    .noneMatch(dependency -> dependency.startsWith("org.apache.flink:"));
        }
    }

    private static DescribedPredicate<JavaClass> notIn(String... packages) {
        return DescribedPredicate.not(resideInAnyPackage(packages));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(ProjectClasses.main());
    }
}
