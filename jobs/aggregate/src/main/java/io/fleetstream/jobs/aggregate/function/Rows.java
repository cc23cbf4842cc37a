package io.fleetstream.jobs.aggregate.function;

import io.fleetstream.jobs.aggregate.domain.Accumulator;
import io.fleetstream.jobs.aggregate.domain.Delta;
import io.fleetstream.jobs.aggregate.domain.DeviceSamples;
import io.fleetstream.jobs.aggregate.domain.Place;
import io.fleetstream.jobs.aggregate.domain.RollUp;
import io.fleetstream.jobs.aggregate.domain.RollUpRow;
import io.fleetstream.jobs.aggregate.domain.Sketch;
import io.fleetstream.jobs.aggregate.domain.WindowRow;
import io.fleetstream.jobs.aggregate.domain.WindowSpec;
import io.fleetstream.schemas.AggregateScope;
import io.fleetstream.schemas.LateReading;
import io.fleetstream.schemas.WindowAggregate;
import java.nio.ByteBuffer;

/** Makes the records of the topics. */
final class Rows {
    private Rows() {}

    static WindowAggregate of(String deviceId, WindowRow row) {
        WindowAggregate record = new WindowAggregate();
        Place place = row.place();
        record.setScope(AggregateScope.DEVICE);
        record.setSubject(deviceId);
        record.setDeviceId(deviceId);
        record.setOrg(place.org());
        record.setSite(place.site());
        record.setDeviceType(place.deviceType());
        record.setModel(place.model());
        record.setMetric(row.metric());
        window(record, row.spec(), row.start(), row.end());
        record.setRevision(row.revision());
        record.setEarly(row.early());
        record.setDevices(1);
        record.setLate(row.late());
        statistics(record, row.statistics());
        if (row.statistics().count() > 0) {
            record.setTimeWeightedMean(row.statistics().timeWeightedMean(row.until()));
        }
        return record;
    }

    static WindowAggregate of(RollUpRow row) {
        WindowAggregate record = new WindowAggregate();
        RollUp rollUp = row.rollUp();
        record.setScope(scope(rollUp.scope()));
        record.setSubject(rollUp.subject());
        record.setOrg(rollUp.org());
        switch (rollUp.scope()) {
            case Delta.SITE -> record.setSite(rollUp.part());
            case Delta.TYPE -> record.setDeviceType(rollUp.part());
            case Delta.MODEL -> record.setModel(rollUp.part());
            default -> {
                // the organisation has no parts
            }
        }
        record.setMetric(rollUp.metric());
        window(record, row.spec(), row.start(), row.end());
        record.setRevision(row.revision());
        record.setEarly(row.early());
        record.setDevices(row.devices());
        record.setLate(row.late());
        statistics(record, row.statistics());
        return record;
    }

    static LateReading late(DeviceSamples samples, long behind) {
        return new LateReading(
                samples.deviceId(),
                samples.place().org(),
                Micros.instant(samples.eventTime()),
                Micros.instant(samples.receivedAt()),
                behind,
                samples.names().length,
                samples.partition(),
                samples.offset(),
                samples.index());
    }

    private static AggregateScope scope(int scope) {
        return switch (scope) {
            case Delta.SITE -> AggregateScope.SITE;
            case Delta.TYPE -> AggregateScope.TYPE;
            case Delta.MODEL -> AggregateScope.MODEL;
            default -> AggregateScope.ORG;
        };
    }

    private static void window(WindowAggregate record, WindowSpec spec, long start, long end) {
        record.setWindowName(spec.name());
        record.setWindowStart(Micros.instant(start));
        record.setWindowEnd(Micros.instant(end));
    }

    private static void statistics(WindowAggregate record, Accumulator of) {
        record.setUnit(of.unit());
        record.setCount(of.count());
        record.setSamples(of.samples());
        record.setGood(of.good());
        record.setUncertain(of.uncertain());
        record.setBad(of.bad());
        record.setReceivedAt(Micros.instant(of.receivedAt()));
        if (of.count() == 0) {
            return;
        }
        record.setSum(of.sum());
        record.setMean(of.mean());
        record.setMin(of.min());
        record.setMax(of.max());
        record.setSd(of.samples() < 2 ? null : (Double) of.sd());
        record.setFirst(of.first());
        record.setFirstTime(Micros.instant(of.firstTime()));
        record.setLast(of.last());
        record.setLastTime(Micros.instant(of.lastTime()));
        Sketch sketch = of.sketch();
        record.setP50(sketch.quantile(0.5));
        record.setP95(sketch.quantile(0.95));
        record.setP99(sketch.quantile(0.99));
        record.setSketch(ByteBuffer.wrap(sketch.toBytes()));
    }
}
