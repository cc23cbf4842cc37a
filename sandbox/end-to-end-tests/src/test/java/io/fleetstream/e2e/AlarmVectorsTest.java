package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstream.e2e.alarm.AlarmEars;
import io.fleetstream.e2e.alarm.AlarmVector;
import io.fleetstream.e2e.alarm.Cast;
import io.fleetstream.e2e.alarm.Way;
import io.fleetstream.jobs.anomaly.domain.alarm.AlarmOrder;
import io.fleetstream.jobs.anomaly.domain.rule.RuleException;
import io.fleetstream.jobs.anomaly.domain.rule.RuleReader;
import io.fleetstream.jobs.anomaly.domain.watch.AlarmEvents;
import io.fleetstream.jobs.anomaly.domain.watch.Cohorts;
import io.fleetstream.jobs.anomaly.domain.watch.DeskOutput;
import io.fleetstream.jobs.anomaly.domain.watch.DeviceCard;
import io.fleetstream.jobs.anomaly.domain.watch.DeviceDesk;
import io.fleetstream.jobs.anomaly.domain.watch.Happening;
import io.fleetstream.jobs.anomaly.domain.watch.Order;
import io.fleetstream.jobs.anomaly.domain.watch.RuleBook;
import io.fleetstream.jobs.anomaly.domain.watch.Sample;
import io.fleetstream.jobs.anomaly.domain.watch.Shadows;
import io.fleetstream.jobs.anomaly.domain.watch.WatchedRule;
import io.fleetstream.schemas.AlarmCommand;
import io.fleetstream.schemas.AlarmEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors that go through the whole stack elsewhere, in the domain alone. */
class AlarmVectorsTest implements DeskOutput {
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final long BOUND = 1_000;
    private static final long SEED = Long.getLong("fleet.seed", 20261121L);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RuleReader READER = new RuleReader();

    private final RuleBook book = new RuleBook();
    private final DeviceDesk desk = new DeviceDesk(book, Cohorts.UNKNOWN, Shadows.NONE, BOUND);
    private final DeviceCard card = new DeviceCard();
    private final List<AlarmEvent> events = new ArrayList<>();
    private String device;

    static List<Cast> casts() throws IOException {
        System.out.println("seed " + SEED);
        List<Cast> casts = new ArrayList<>();
        for (AlarmVector vector : AlarmVector.all()) {
            for (Way way : Way.values()) {
                if (way != Way.SHUFFLED || !vector.presence()) {
                    casts.add(new Cast(vector, way, "x", BEGIN));
                }
            }
        }
        return casts;
    }

    @ParameterizedTest
    @MethodSource("casts")
    void tellsWhatItSays(Cast cast) throws IOException, RuleException {
        device = cast.device();
        for (String rule : cast.rules().values()) {
            book.put(new WatchedRule(READER.read(rule), 1));
        }
        for (AlarmCommand command : cast.orders()) {
            desk.take(device, card, order(command), this);
        }
        long last = BEGIN.plusSeconds(20).toEpochMilli();
        int offset = 0;
        // ingest drops what comes twice
        Set<String> seen = new HashSet<>();
        for (Cast.Message message : cast.messages(new Random(SEED))) {
            if (seen.add(message.payload())) {
                desk.take(device, card, sample(message, offset), this);
                last = Math.max(last, message.arrival().toEpochMilli());
                offset++;
            }
        }
        desk.arrive(device, card, last, this);

        assertThat(AlarmEars.lines(events, BEGIN)).isEqualTo(cast.vector().told());
    }

    @Override
    public void happened(Happening happening) {
        events.add(
                AlarmEvents.of(
                        device, card.attributes(), happening, book.get(happening.rule()).rule()));
    }

    @Override
    public void late(Sample sample) {
        throw new AssertionError("late: " + sample);
    }

    @Override
    public void repeated(Sample sample) {
        throw new AssertionError("repeated: " + sample);
    }

    @Override
    public void ignored(Order order) {
        throw new AssertionError("ignored: " + order);
    }

    private static Sample sample(Cast.Message message, int offset) throws IOException {
        JsonNode payload = JSON.readTree(message.payload());
        List<Sample.MetricValue> values = new ArrayList<>();
        payload.get("metrics")
                .fields()
                .forEachRemaining(
                        metric ->
                                values.add(
                                        new Sample.MetricValue(
                                                metric.getKey(), metric.getValue().asDouble())));
        return new Sample(
                payload.get("ts").asLong(), message.arrival().toEpochMilli(), 0, offset, 0, values);
    }

    private static Order order(AlarmCommand command) {
        long time = command.getIssuedAt().toEpochMilli();
        Long snooze = command.getSnoozeSeconds();
        return new Order(
                command.getCommandId(),
                command.getRuleId(),
                "",
                switch (command.getKind()) {
                    case ACKNOWLEDGE -> AlarmOrder.ACKNOWLEDGE;
                    case SNOOZE -> AlarmOrder.SNOOZE;
                    case DISABLE -> AlarmOrder.DISABLE;
                    case ENABLE -> AlarmOrder.ENABLE;
                    default -> AlarmOrder.RESET;
                },
                time,
                snooze == null ? 0 : time + 1_000 * snooze,
                "kim",
                "");
    }
}
