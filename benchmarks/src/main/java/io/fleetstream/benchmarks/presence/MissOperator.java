package io.fleetstream.benchmarks.presence;

import io.fleetstream.schemas.AlarmEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sees what devices are missed, and how long after their deadline: an alarm is there with the time
 * that brings it. Keeps them: one more operator would get a copy of each. Sees too how long a
 * second of event time takes, whoever falls silent in it.
 */
final class MissOperator extends AbstractStreamOperator<AlarmEvent>
        implements OneInputStreamOperator<AlarmEvent, AlarmEvent> {
    private static final long serialVersionUID = 1L;

    private final Schedule schedule;
    private transient List<Long> deadlines;
    private transient long before;

    MissOperator(Schedule schedule) {
        this.schedule = schedule;
    }

    @Override
    public void open() throws Exception {
        super.open();
        deadlines = new ArrayList<>();
    }

    @Override
    public void processElement(StreamRecord<AlarmEvent> element) {
        deadlines.add(element.getValue().getHappenedAt().toEpochMilli());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long now = System.nanoTime();
        Findings.second(
                mark.getTimestamp(),
                before == 0 ? 0 : now - before,
                mark.getTimestamp() >= schedule.silentMillis(),
                deadlines);
        deadlines.clear();
        before = now;
        if (mark.getTimestamp() == schedule.endMillis()) {
            Findings.close(schedule.messages());
        }
        super.processWatermark(mark);
    }
}
