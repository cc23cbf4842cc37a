package io.fleetstream.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Habits of the house that a compiler does not know. */
class CodeRulesTest {
    private static final Pattern CLOCK_READS =
            Pattern.compile(
                    "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)"
                            + "|java\\.time\\.\\w+\\.now|java\\.time\\.Clock\\.system\\w+");

    private static final Pattern STATE_DESCRIPTOR =
            Pattern.compile("org\\.apache\\.flink\\.api\\.common\\.state\\.\\w*StateDescriptor");

    static List<ProjectModule> modules() {
        return ProjectModule.all();
    }

    @Test
    void domainIsPureJava() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("io.fleetstream.jobs..domain..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..")
                        .because(
                                "decisions are made in plain Java; let the operator load, call,"
                                        + " store and emit"));
    }

    @Test
    void nothingOfFlinkThatLooksRightAndIsWrong() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("io.fleetstream..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.apache.flink..legacy..",
                                "org.apache.flink.api.common.state.v2..",
                                "org.apache.flink.datastream..",
                                "org.apache.flink.shaded..",
                                "org.apache.flink.contrib.streaming.state..")
                        .because(
                                "these are internal, experimental or old twins; import the class of"
                                        + " the same name from the DataStream API, or your own"
                                        + " Jackson"));
    }

    @Test
    void eventLogicHasNoClock() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "io.fleetstream.jobs..domain..", "io.fleetstream.jobs..function..")
                        .should()
                        .callMethodWhere(readsTheClock())
                        .because(
                                "a replay must give the same answer; take the time from the"
                                        + " record's received_at or from the timer service"));
    }

    @Test
    void jobsWriteToTheLogOnly() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage(
                                "io.fleetstream.jobs..",
                                "io.fleetstream.connectors..",
                                "io.fleetstream.schemas..")
                        // a program for the command line, which no job runs
                        .and()
                        .resideOutsideOfPackage("io.fleetstream.jobs.prediction.training..")
                        .should()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err")
                        .because("nobody reads the standard output of a TaskManager; use SLF4J"));
    }

    @Test
    void descriptorsStandInOnePlace() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("io.fleetstream.jobs..")
                        .and()
                        .haveSimpleNameNotEndingWith("States")
                        .should()
                        .callConstructorWhere(makesADescriptor())
                        .because("names and types of state outlive us; put it into XStates"));
    }

    @Test
    void testsDoNotSleep() {
        checkTests(
                noClasses()
                        .should()
                        .callMethod(Thread.class, "sleep", long.class)
                        .because(
                                "a sleep is too short on a slow machine and too long on a fast one;"
                                        + " poll with Awaitility"));
    }

    @Test
    void testsAreNotDisabled() {
        checkTests(
                methods()
                        .should()
                        .notBeAnnotatedWith(Disabled.class)
                        .because("a test that does not run proves nothing; mend or delete it"));
    }

    /** A module whose classes were not found would satisfy every rule. */
    @ParameterizedTest
    @MethodSource("modules")
    void rulesSeeEveryModuleThatHasSources(ProjectModule module) {
        if (module.hasSources()) {
            String place = module.classes().toUri().toString();
            assertThat(ProjectClasses.main())
                    .as(module.directory())
                    .anyMatch(
                            type ->
                                    type.getSource()
                                            .orElseThrow()
                                            .getUri()
                                            .toString()
                                            .startsWith(place));
        }
    }

    private static DescribedPredicate<JavaMethodCall> readsTheClock() {
        return DescribedPredicate.describe(
                "read the clock of the machine",
                call ->
                        CLOCK_READS
                                .matcher(call.getTargetOwner().getFullName() + "." + call.getName())
                                .matches());
    }

    private static DescribedPredicate<JavaConstructorCall> makesADescriptor() {
        return DescribedPredicate.describe(
                "make a state descriptor",
                call -> STATE_DESCRIPTOR.matcher(call.getTargetOwner().getFullName()).matches());
    }

    private static void check(ArchRule rule) {
        check(rule, ProjectClasses.main());
    }

    private static void checkTests(ArchRule rule) {
        check(rule, ProjectClasses.tests());
    }

    private static void check(ArchRule rule, JavaClasses classes) {
        rule.allowEmptyShould(true).check(classes);
    }
}
