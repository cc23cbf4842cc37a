package io.fleetstream.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Texts in compiled classes: what the code really says, without starting it. */
final class CompiledText {
    private CompiledText() {}

    /** Whether a class under the directory has a text, as a whole word, that matches. */
    static boolean contains(String directory, String regex) throws IOException {
        Pattern word = Pattern.compile("(?<![\\w-])" + regex + "(?![\\w-])");
        try (Stream<Path> files = Files.walk(ProjectFiles.path(directory))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> file.toString().contains("target/classes"))
                    .anyMatch(file -> word.matcher(read(file)).find());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
