package io.fleetstream.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The compiled classes of every module. */
final class ProjectClasses {
    /** Classes of {@code src/main} of all modules. */
    static final JavaClasses MAIN = main();

    /** Classes of {@code src/test} of all modules, as far as they have been compiled. */
    static final JavaClasses TESTS = tests();

    private ProjectClasses() {}

    private static JavaClasses main() {
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

    private static JavaClasses tests() {
        return new ClassFileImporter()
                .importPaths(
                        ProjectModule.all().stream()
                                .map(ProjectModule::testClasses)
                                .filter(Files::isDirectory)
                                .toList());
    }
}
