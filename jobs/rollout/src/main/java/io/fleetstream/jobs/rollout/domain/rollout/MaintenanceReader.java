package io.fleetstream.jobs.rollout.domain.rollout;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads maintenance windows: {@code [{days: mon-fri, from: "02:00", to: "05:00"}]}. */
final class MaintenanceReader {
    private static final String DAYS =
            "days such as daily, sat, mon-fri or fri-mon; several in a list";

    private MaintenanceReader() {}

    static List<MaintenanceWindow> windows(DefinitionNode node) {
        List<MaintenanceWindow> windows = new ArrayList<>();
        for (DefinitionNode window : node.children("maintenance")) {
            windows.add(
                    new MaintenanceWindow(days(window), time(window, "from"), time(window, "to")));
            window.refuseUnknown();
        }
        return windows;
    }

    private static Set<DayOfWeek> days(DefinitionNode window) {
        List<String> texts =
                window.get("days").isArray()
                        ? window.texts("days")
                        : List.of(window.text("days", "daily"));
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String text : texts) {
            if (text.equals("daily")) {
                days.addAll(EnumSet.allOf(DayOfWeek.class));
                continue;
            }
            String[] ends = text.split("-", 2);
            Optional<DayOfWeek> first = day(ends[0]);
            Optional<DayOfWeek> last = day(ends[ends.length - 1]);
            if (first.isEmpty() || last.isEmpty()) {
                window.refuse("days", DAYS);
                return EnumSet.allOf(DayOfWeek.class);
            }
            for (DayOfWeek day = first.get(); day != last.get(); day = day.plus(1)) {
                days.add(day);
            }
            days.add(last.get());
        }
        if (days.isEmpty()) {
            window.refuse("days", DAYS);
        }
        return days;
    }

    private static Optional<DayOfWeek> day(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().toLowerCase(Locale.ROOT).substring(0, 3).equals(text))
                .findFirst();
    }

    private static LocalTime time(DefinitionNode window, String key) {
        try {
            return LocalTime.parse(window.text(key, ""));
        } catch (DateTimeParseException e) {
            window.refuse(key, "a time of day such as 02:30, in quotation marks");
            return LocalTime.MIDNIGHT;
        }
    }
}
