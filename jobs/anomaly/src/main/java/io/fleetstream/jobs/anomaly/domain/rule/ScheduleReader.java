package io.fleetstream.jobs.anomaly.domain.rule;

import io.fleetstream.jobs.anomaly.domain.alarm.Schedule;
import io.fleetstream.jobs.anomaly.domain.alarm.ScheduleWindow;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads at which times of a week a rule is looked at, and on whose clock. */
final class ScheduleReader {
    private static final List<DayOfWeek> DAYS = List.of(DayOfWeek.values());
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern DASH = Pattern.compile("\\s*-\\s*");
    private static final String DEVICE = "device";

    private ScheduleReader() {}

    /** The windows; always if the rule has none. */
    static Schedule schedule(RuleNode rule) {
        if (!rule.has("schedule")) {
            return Schedule.ALWAYS;
        }
        RuleNode node = rule.child("schedule");
        node.text("zone", DEVICE);
        List<ScheduleWindow> windows = new ArrayList<>();
        for (RuleNode child : node.children("windows")) {
            Set<DayOfWeek> days = days(child);
            LocalTime from = time(child, "from", "00:00");
            LocalTime to = time(child, "to", "24:00");
            windows.add(new ScheduleWindow(days, from, to));
            child.refuseUnknown();
        }
        if (windows.isEmpty() || windows.size() > Schedule.MOST_WINDOWS) {
            node.refuse("windows", "1 to " + Schedule.MOST_WINDOWS + " windows");
            return Schedule.ALWAYS;
        }
        node.refuseUnknown();
        return new Schedule(windows);
    }

    /** The zone; null for each device's own. */
    static ZoneId zone(RuleNode rule) {
        if (!rule.has("schedule")) {
            return null;
        }
        RuleNode node = rule.child("schedule");
        String zone = node.text("zone", DEVICE);
        if (zone.equals(DEVICE)) {
            return null;
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            node.refuse("zone", "device, or a zone as Europe/Vienna");
            return null;
        }
    }

    private static Set<DayOfWeek> days(RuleNode node) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        String text = node.text("days", "mon-sun").strip().toLowerCase(Locale.ROOT);
        for (String part : COMMA.split(text, -1)) {
            String[] ends = DASH.split(part, -1);
            int first = day(ends[0]);
            int last = day(ends[ends.length - 1]);
            if (first < 0 || last < 0 || ends.length > 2) {
                node.refuse("days", "days as mon-fri or sat, sun");
                return EnumSet.allOf(DayOfWeek.class);
            }
            // over the end of a week too, as sat-mon
            for (int day = first; day != last; day = (day + 1) % DAYS.size()) {
                days.add(DAYS.get(day));
            }
            days.add(DAYS.get(last));
        }
        return days;
    }

    private static int day(String text) {
        for (int index = 0; index < DAYS.size(); index++) {
            String name = DAYS.get(index).name().toLowerCase(Locale.ROOT);
            if (text.length() >= 3 && name.startsWith(text)) {
                return index;
            }
        }
        return -1;
    }

    private static LocalTime time(RuleNode node, String key, String otherwise) {
        String text = node.text(key, otherwise);
        try {
            // the end of a day is the beginning of the next
            return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
        } catch (DateTimeException e) {
            node.refuse(key, "a time as \"08:00\", in quotation marks");
            return LocalTime.MIDNIGHT;
        }
    }
}
