package io.fleetstream.benchmarks.presence;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import io.fleetstream.jobs.anomaly.domain.watch.Sample;
import io.fleetstream.jobs.anomaly.function.DeviceInput;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Makes readings of numbers, as they come to the operator that watches devices, and time go on once
 * a second, as the bridge's heartbeats make it. Opens the window of measurement when every device
 * has its state. The end of the numbers is not the end of time.
 */
final class SendOperator extends AbstractStreamOperator<DeviceInput>
        implements OneInputStreamOperator<Long, DeviceInput> {
    private static final long serialVersionUID = 1L;
    private static final long SECOND_MILLIS = 1_000;

    private final Schedule schedule;
    private long second = Schedule.START_MILLIS / SECOND_MILLIS;

    SendOperator(Schedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public void processElement(StreamRecord<Long> element) {
        long number = element.getValue();
        if (number == schedule.devices()) {
            Findings.everybodyIsThere(schedule.devices());
        }
        long millis = schedule.millis(number);
        if (millis / SECOND_MILLIS > second) {
            second = millis / SECOND_MILLIS;
            output.emitWatermark(new Watermark(second * SECOND_MILLIS - 1));
        }
        output.collect(new StreamRecord<>(reading(number, millis), millis));
        if (number == schedule.total() - 1) {
            output.emitWatermark(new Watermark(schedule.endMillis()));
        }
    }

    @Override
    public void processWatermark(Watermark mark) {
        // this operator alone says how far time has got
    }

    private DeviceInput reading(long number, long millis) {
        long device = schedule.device(number);
        Sample sample =
                new Sample(
                        millis - 20,
                        millis,
                        (int) (device % 24),
                        number,
                        0,
                        List.of(
                                new Sample.MetricValue("temperature", 20 + number % 100 / 100.0),
                                new Sample.MetricValue("humidity", 40)));
        ByteWriter body = new ByteWriter();
        body.putText("acme").putText("hall-1").putText("th").putText("th-200").putText("1.4.2");
        sample.write(body);
        DeviceInput input = new DeviceInput();
        input.setDeviceId("bench-%07d".formatted(device));
        input.setBody(body.toBytes());
        return input;
    }
}
