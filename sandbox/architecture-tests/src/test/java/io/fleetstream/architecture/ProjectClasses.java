package io.fleetstream.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The compiled classes of every module. */
final class ProjectClasses {
    private static JavaClasses main;
    private static JavaClasses tests;

    private ProjectClasses() {}

    /**
     * Classes of {@code src/main} of all modules.
     *
     * @throws IllegalStateException if a module with sources has not been compiled
     */
    static synchronized JavaClasses main() {
        if (main == null) {
            main = importMain();
        }
        return main;
    }

    /** Classes of {@code src/test} of all modules, as far as they have been compiled. */
    static synchronized JavaClasses tests() {
        if (tests == null) {
            tests = importTests();
        }
        return tests;
    }

    private static JavaClasses importMain() {
        List<Path> directories =
                ProjectModule.all().stream()
                        .filter(ProjectModule::hasSources)
                        .map(ProjectModule::classes)
                        .toList();
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                throw new IllegalStateException(
                        directory + " is missing: compile every module first (mvn test-compile)");
            }
        }
        return new ClassFileImporter().importPaths(directories);
    }

    private static JavaClasses importTests() {
        return new ClassFileImporter()
                .importPaths(
                        ProjectModule.all().stream()
                                .map(ProjectModule::testClasses)
                                .filter(Files::isDirectory)
                                .toList());
    }
}
