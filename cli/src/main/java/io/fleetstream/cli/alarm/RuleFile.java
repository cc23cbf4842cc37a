package io.fleetstream.cli.alarm;

import io.fleetstream.jobs.anomaly.domain.rule.AlarmRule;
import io.fleetstream.jobs.anomaly.domain.rule.RuleException;
import io.fleetstream.jobs.anomaly.domain.rule.RuleReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file with a rule in it, read as the job reads it.
 *
 * @param text as it stands in the file
 * @param rule what it says
 */
public record RuleFile(String text, AlarmRule rule) {

    /**
     * Reads files.
     *
     * @throws IOException naming the file, and everything that is wrong with its rule
     */
    public static List<RuleFile> readAll(Collection<Path> files) throws IOException {
        RuleReader reader = new RuleReader();
        Map<String, Path> names = new HashMap<>();
        List<RuleFile> read = new ArrayList<>();
        for (Path file : files) {
            RuleFile one = read(reader, file);
            Path other = names.putIfAbsent(one.rule().id(), file);
            if (other != null) {
                throw new IOException(
                        other + " and " + file + " both have the rule '" + one.rule().id() + "'");
            }
            read.add(one);
        }
        return read;
    }

    private static RuleFile read(RuleReader reader, Path file) throws IOException {
        try {
            String text = Files.readString(file);
            return new RuleFile(text, reader.read(text));
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is no text in UTF-8", e);
        } catch (RuleException e) {
            throw new IOException(file + ": " + String.join("; ", e.problems()), e);
        }
    }
}
