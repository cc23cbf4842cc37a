package io.fleetstream.jobs.anomaly.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.anomaly.domain.alarm.AlarmOrder;
import io.fleetstream.jobs.anomaly.domain.watch.Order;
import io.fleetstream.schemas.AlarmCommand;
import io.fleetstream.schemas.AlarmCommandKind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecodeOrderFunctionTest {
    @Test
    void snoozesFromTheTimeOfTheCommand() {
        AlarmCommand command =
                AlarmCommand.newBuilder()
                        .setCommandId("c1")
                        .setDeviceId("d1")
                        .setRuleId("hot")
                        .setAlarmId("a1")
                        .setKind(AlarmCommandKind.SNOOZE)
                        .setSnoozeSeconds(60L)
                        .setIssuedAt(Instant.ofEpochSecond(1000))
                        .setActor("me")
                        .build();
        assertThat(DecodeOrderFunction.order(command, AlarmOrder.SNOOZE))
                .isEqualTo(
                        new Order(
                                "c1",
                                "hot",
                                "a1",
                                AlarmOrder.SNOOZE,
                                1_000_000,
                                1_060_000,
                                "me",
                                ""));
    }

    @Test
    void meansWhicheverAlarmIsThereIfNoneIsNamed() {
        AlarmCommand command =
                AlarmCommand.newBuilder()
                        .setCommandId("c1")
                        .setDeviceId("d1")
                        .setRuleId("hot")
                        .setKind(AlarmCommandKind.ACKNOWLEDGE)
                        .setIssuedAt(Instant.EPOCH)
                        .build();
        Order order = DecodeOrderFunction.order(command, AlarmOrder.ACKNOWLEDGE);
        assertThat(order.alarm()).isEmpty();
        assertThat(order.until()).isZero();
    }
}
