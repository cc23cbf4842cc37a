package io.fleetstream.e2e.alarm;

import io.fleetstream.schemas.AlarmCommand;
import io.fleetstream.schemas.AlarmCommandKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * A vector as it is played by a device of its own, at a site of its own that its rules name.
 *
 * @param vector what is played
 * @param way in which way
 * @param run what no other run has, in names
 * @param begin second 0
 */
public record Cast(AlarmVector vector, Way way, String run, Instant begin) {
    /** Less than the bound of the job, one second. */
    private static final int MOST_DELAY = 900;

    private static final Pattern IN_SECONDS = Pattern.compile("\\{in (\\d+) s}");
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    /** A message that is to be published: MQTT topic, arrival, payload. */
    public record Message(String topic, Instant arrival, String payload) {}

    /** The device. */
    public String device() {
        return vector.name() + "-" + way.name().toLowerCase(Locale.ROOT) + "-" + run;
    }

    /** How many readings there are in it. */
    public long readings() {
        return Step.all(vector.play()).stream().filter(Step::isReading).count();
    }

    /** The rules by their names. Schedules count from whole minutes. */
    public Map<String, String> rules() {
        Map<String, String> rules = new LinkedHashMap<>();
        for (String rule : vector.rules()) {
            String name = device() + "-" + (rules.size() + 1);
            String text = rule.replace("\\n", "\n");
            rules.put(
                    name,
                    "rule: "
                            + name
                            + "\ndevices: device="
                            + device()
                            + "\nnotify-device: true\n"
                            + IN_SECONDS.matcher(text).replaceAll(match -> time(match.group(1))));
        }
        return rules;
    }

    /** What is asked of its alarms. */
    public List<AlarmCommand> orders() {
        List<AlarmCommand> orders = new ArrayList<>();
        for (Step step : Step.all(vector.play())) {
            if (!step.isReading()) {
                orders.add(
                        AlarmCommand.newBuilder()
                                .setCommandId(device() + "-" + orders.size())
                                .setDeviceId(device())
                                .setRuleId(device() + "-1")
                                .setKind(kind(step.order()))
                                .setSnoozeSeconds(step.seconds() == 0 ? null : step.seconds())
                                .setIssuedAt(begin.plusMillis(step.millis()))
                                .setActor("kim")
                                .build());
            }
        }
        return orders;
    }

    /** Its readings in the order they are published. */
    public List<Message> messages(Random random) {
        List<Step> readings = Step.all(vector.play()).stream().filter(Step::isReading).toList();
        Map<Step, String> payloads = new LinkedHashMap<>();
        for (Step step : readings) {
            Step sent = way == Way.SHUFFLED ? step.delayed(random.nextInt(MOST_DELAY)) : step;
            payloads.put(sent, payload(step, payloads.size() + 1));
        }
        String topic = "replay/acme/stage/vector/" + device() + "/reading";
        List<Message> messages = new ArrayList<>();
        payloads.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getKey().arrival()))
                .forEach(
                        entry -> {
                            Instant arrival = begin.plusMillis(entry.getKey().arrival());
                            for (int i = 0; i < (way == Way.TWICE ? 2 : 1); i++) {
                                messages.add(new Message(topic, arrival, entry.getValue()));
                            }
                        });
        return messages;
    }

    private String payload(Step step, int sequence) {
        return "{\"device_id\":\"%s\",\"seq\":%d,\"ts\":%d,\"metrics\":{\"%s\":%s}}"
                .formatted(
                        device(),
                        sequence,
                        begin.toEpochMilli() + step.millis(),
                        step.metric(),
                        step.value());
    }

    private String time(String seconds) {
        return ZonedDateTime.ofInstant(begin, VIENNA)
                .plus(Duration.ofSeconds(Long.parseLong(seconds)))
                .format(DateTimeFormatter.ofPattern("HH:mm"));
    }

    private static AlarmCommandKind kind(String order) {
        return switch (order) {
            case "ack" -> AlarmCommandKind.ACKNOWLEDGE;
            case "snooze" -> AlarmCommandKind.SNOOZE;
            case "disable" -> AlarmCommandKind.DISABLE;
            case "enable" -> AlarmCommandKind.ENABLE;
            case "clear" -> AlarmCommandKind.CLEAR;
            default -> throw new IllegalArgumentException("no order: " + order);
        };
    }
}
