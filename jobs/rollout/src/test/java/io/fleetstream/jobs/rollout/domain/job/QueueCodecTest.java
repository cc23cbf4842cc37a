package io.fleetstream.jobs.rollout.domain.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueCodecTest {
    private static final long NOW = 1_795_000_000_123_456L;

    @Test
    void whatIsWrittenIsRead() {
        List<Execution> all = new ArrayList<>();
        for (ExecutionStatus status : ExecutionStatus.values()) {
            all.add(
                    execution(
                            status,
                            new Timers(5, NOW + 7, NOW - 1),
                            new Retries(3, FailureType.FAILED, 90)));
            all.add(execution(status, new Timers(0, 0, 0), Retries.NONE));
        }
        JobQueue read = QueueCodec.of(QueueCodec.toBytes(new JobQueue(all, 77)));
        assertThat(read.all()).isEqualTo(all);
        assertThat(read.nextOrder()).isEqualTo(77);
    }

    @Test
    void anEmptyQueueIsNothing() {
        assertThat(QueueCodec.toBytes(new JobQueue())).isNull();
        assertThat(QueueCodec.of(null).isEmpty()).isTrue();
    }

    /** The form that savepoints of release 0.1.0 hold. */
    @Test
    void theFormDoesNotChange() {
        JobQueue queue =
                new JobQueue(
                        new ArrayList<>(
                                List.of(
                                        execution(
                                                ExecutionStatus.IN_PROGRESS,
                                                new Timers(60, NOW + 60, 0),
                                                Retries.NONE))),
                        2);
        String hex = HexFormat.of().formatHex(QueueCodec.toBytes(queue));
        assertThat(hex)
                .isEqualTo(
                        "0102010566772d3204036677038407060b7b2261223a22c3a9227d0203"
                                + "00c0a4848bb0919803030a3c7900000200");
        assertThat(QueueCodec.of(HexFormat.of().parseHex(hex)).all()).isEqualTo(queue.all());
    }

    @Test
    void anUnknownFormIsAnError() {
        assertThatThrownBy(() -> QueueCodec.of(new byte[] {9}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("9");
    }

    private static Execution execution(ExecutionStatus status, Timers timers, Retries retries) {
        return new Execution(
                "fw-2",
                4,
                new Origin("fw", 2, 900),
                6,
                status.isTerminal() ? null : "{\"a\":\"\u00e9\"}",
                status,
                3,
                status.isTerminal() ? "{}" : null,
                NOW,
                status == ExecutionStatus.IN_PROGRESS ? NOW + 1 : 0,
                NOW - 5,
                timers,
                retries);
    }
}
