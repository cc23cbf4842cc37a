package io.fleetstream.cli.alarm;

import io.fleetstream.jobs.anomaly.domain.alarm.Level;
import io.fleetstream.jobs.anomaly.domain.rule.AlarmRule;
import io.fleetstream.jobs.anomaly.domain.rule.RuleException;
import io.fleetstream.jobs.anomaly.domain.rule.RuleReader;
import io.fleetstream.jobs.anomaly.domain.rule.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rules in a word or two, for lists. One that another release wrote may be unreadable here. */
public final class RuleText {
    private static final String UNREADABLE = "?";

    private final RuleReader reader = new RuleReader();

    /** Whether somebody is told. */
    public String mode(io.fleetstream.schemas.AlarmRule rule) {
        return told(rule, read -> read.mode().name().toLowerCase(Locale.ROOT));
    }

    /** Which devices it is for. */
    public String devices(io.fleetstream.schemas.AlarmRule rule) {
        return told(rule, read -> read.devices().toString());
    }

    /** What it watches, and how bad that can be. */
    public String about(io.fleetstream.schemas.AlarmRule rule) {
        return told(
                rule,
                read ->
                        (read.isPresence() ? "presence" : String.join(", ", read.metrics()))
                                + ": "
                                + severities(read.spec().levels()));
    }

    private static String severities(List<Level> levels) {
        return levels.stream()
                .flatMap(level -> Severity.ofRank(level.severity()).stream())
                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private String told(
            io.fleetstream.schemas.AlarmRule rule, Function<AlarmRule, String> question) {
        return read(rule).map(question).orElse(UNREADABLE);
    }

    private Optional<AlarmRule> read(io.fleetstream.schemas.AlarmRule rule) {
        try {
            return Optional.of(reader.read(rule.getDefinition()));
        } catch (RuleException e) {
            return Optional.empty();
        }
    }
}
