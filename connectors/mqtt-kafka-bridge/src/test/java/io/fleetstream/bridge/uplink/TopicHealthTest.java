package io.fleetstream.bridge.uplink;

import static io.fleetstream.bridge.uplink.TopicHealth.Decision.HOLD;
import static io.fleetstream.bridge.uplink.TopicHealth.Decision.PARK;
import static io.fleetstream.bridge.uplink.TopicHealth.Decision.SEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TopicHealthTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Map<String, String> T_IS_MISSING = Map.of("t", "Unknown");

    private final TopicHealth topics = new TopicHealth("parking", Duration.ofSeconds(60));

    @Test
    void sendsToTopicsNobodyComplainedAbout() {
        assertThat(topics.decide("t", 0)).isEqualTo(SEND);
        topics.described(Map.of("other", "Unknown"), 0);
        assertThat(topics.decide("t", 0)).isEqualTo(SEND);
        assertThat(topics.isRefused("other")).isTrue();
    }

    @Test
    void holdsThenParksWhatIsForAMissingTopicUntilItIsThere() {
        topics.described(T_IS_MISSING, 0);
        assertThat(topics.decide("t", 0)).isEqualTo(HOLD);
        topics.described(T_IS_MISSING, 30 * SECOND);
        assertThat(topics.decide("t", 60 * SECOND - 1)).isEqualTo(HOLD);
        assertThat(topics.isGone("t", 60 * SECOND - 1)).isFalse();
        assertThat(topics.decide("t", 60 * SECOND)).isEqualTo(PARK);
        assertThat(topics.isGone("t", 60 * SECOND)).isTrue();

        topics.described(Map.of(), 61 * SECOND);

        assertThat(topics.decide("t", 61 * SECOND)).isEqualTo(SEND);
    }

    @Test
    void triesOneRecordEveryTenSecondsWhereRecordsAreRefused() {
        topics.refused("t", "Authorization", 0);
        assertThat(topics.decide("t", 10 * SECOND - 1)).isEqualTo(HOLD);
        assertThat(topics.isPassable("t", 10 * SECOND)).isTrue();
        assertThat(topics.decide("t", 10 * SECOND)).isEqualTo(SEND);
        assertThat(topics.decide("t", 10 * SECOND)).isEqualTo(HOLD);

        topics.refused("t", "Authorization", 55 * SECOND);

        assertThat(topics.decide("t", 60 * SECOND)).isEqualTo(PARK);
        assertThat(topics.isGone("t", 60 * SECOND)).isFalse();
        assertThat(topics.decide("t", 65 * SECOND)).isEqualTo(SEND);

        topics.accepted("t");

        assertThat(topics.decide("t", 66 * SECOND)).isEqualTo(SEND);
        assertThat(topics.refusals()).isEmpty();
    }

    @Test
    void aDescriptionWithoutComplaintDoesNotMakeATopicWritable() {
        topics.refused("t", "Authorization", 0);
        topics.described(Map.of(), SECOND);
        assertThat(topics.decide("t", SECOND)).isEqualTo(HOLD);
    }

    @Test
    void neverParksInATopicThatIsRefusedItself() {
        topics.described(Map.of("t", "Unknown", "parking", "Unknown"), 0);
        assertThat(topics.decide("t", 100 * SECOND)).isEqualTo(HOLD);
        assertThat(topics.decide("parking", 100 * SECOND)).isEqualTo(HOLD);
    }

    @Test
    void holdsWithoutEndIfThereIsNoParkingTopic() {
        TopicHealth patient = new TopicHealth("", Duration.ZERO);
        patient.described(T_IS_MISSING, 0);
        assertThat(patient.decide("t", TimeUnit.DAYS.toNanos(7))).isEqualTo(HOLD);
    }

    @Test
    void saysWhatIsRefusedAndWhy() {
        topics.described(T_IS_MISSING, 0);
        topics.refused("u", "Authorization", 0);
        assertThat(topics.refusals()).isEqualTo(Map.of("t", "Unknown", "u", "Authorization"));
        assertThat(topics.reason("u")).isEqualTo("Authorization");
    }
}
