package io.fleetstream.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Texts in compiled classes: what the code really says, without starting it. */
final class CompiledText {
    private CompiledText() {}

    /** Whether a class under the directory has texts, as whole words, that match: one of each. */
    static boolean contains(String directory, String... regexes) throws IOException {
        List<Pattern> words =
                Stream.of(regexes)
                        .map(regex -> Pattern.compile("(?<![\\w-])" + regex + "(?![\\w-])"))
                        .toList();
        try (Stream<Path> files = Files.walk(ProjectFiles.path(directory))) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> file.toString().contains("target/classes"))
                    .map(CompiledText::read)
                    .anyMatch(text -> words.stream().allMatch(word -> word.matcher(text).find()));
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
