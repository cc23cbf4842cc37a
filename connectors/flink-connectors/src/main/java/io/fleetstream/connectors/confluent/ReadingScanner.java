package io.fleetstream.connectors.confluent;

import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.QualityReason;
import io.fleetstream.schemas.Reading;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.SampleSummary;
import io.fleetstream.schemas.TimeSource;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Fills a view with what {@link Reading}'s schema writes, field by field in its order. Knows only
 * the one schema it was written for: whatever changes the encoding, changes {@link #KNOWN}.
 */
final class ReadingScanner {
    /** Fingerprint of the schema whose fields are read below. */
    static final long KNOWN = -6_480_045_533_670_234_201L;

    private static final int TIME_SOURCES = TimeSource.values().length;
    private static final int QUALITIES = Quality.values().length;
    private static final int REASONS = QualityReason.values().length;
    private static final int FLAGS = ReadingFlag.values().length;

    private final AvroCursor in = new AvroCursor();
    private final ReadingView view = new ReadingView();

    /** Whether records of that schema look as those this reads. */
    static boolean knows(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema) == KNOWN;
    }

    /** The view, filled by each scan. */
    ReadingView view() {
        return view;
    }

    /**
     * Reads one record.
     *
     * @return bytes that follow it
     */
    int scan(byte[] bytes, int start) {
        in.reset(bytes, start);
        view.bytes = bytes;
        view.deviceId = in.readSlice();
        view.org = in.readSlice();
        view.site = in.readSlice();
        view.deviceType = in.readSlice();
        view.model = in.readOptionalSlice();
        view.firmware = in.readOptionalSlice();
        view.bootId = in.readOptionalSlice();
        view.eventTime = in.readLong();
        view.hasDeviceTime = in.readPresent();
        view.deviceTime = view.hasDeviceTime ? in.readLong() : 0;
        view.receivedAt = in.readLong();
        view.timeSource = in.readEnum(TIME_SOURCES);
        view.hasSequence = in.readPresent();
        view.sequence = view.hasSequence ? in.readLong() : 0;
        scanMetrics();
        view.sourcePartition = in.readInt();
        view.sourceOffset = in.readLong();
        view.sourceIndex = in.readInt();
        view.hasWindow = in.readPresent();
        view.windowMicros = view.hasWindow ? in.readLong() : 0;
        view.hasClockOffset = in.readPresent();
        view.clockOffsetMicros = view.hasClockOffset ? in.readLong() : 0;
        scanFlags();
        view.replayId = in.readOptionalSlice();
        return in.remaining();
    }

    private void scanMetrics() {
        MetricSlots slots = view.slots;
        int metric = 0;
        for (long block = in.readBlock(); block > 0; block = in.readBlock()) {
            for (long i = 0; i < block; i++) {
                slots.roomFor(metric);
                slots.name[metric] = in.readSlice();
                slots.value[metric] = in.readDouble();
                slots.unit[metric] = in.readOptionalSlice();
                slots.quality[metric] = (byte) in.readEnum(QUALITIES);
                slots.reason[metric] =
                        (byte) (in.readPresent() ? in.readEnum(REASONS) : ReadingView.NO_REASON);
                slots.sentUnit[metric] = in.readOptionalSlice();
                slots.summary[metric] = in.readPresent() ? summary() : null;
                metric++;
            }
        }
        view.metrics = metric;
    }

    private SampleSummary summary() {
        return new SampleSummary(
                in.readLong(), optionalDouble(), optionalDouble(), optionalDouble());
    }

    private Double optionalDouble() {
        return in.readPresent() ? Double.valueOf(in.readDouble()) : null;
    }

    private void scanFlags() {
        int flags = 0;
        for (long block = in.readBlock(); block > 0; block = in.readBlock()) {
            for (long i = 0; i < block; i++) {
                if (flags == view.flag.length) {
                    view.flag = Arrays.copyOf(view.flag, 2 * flags);
                }
                view.flag[flags++] = (byte) in.readEnum(FLAGS);
            }
        }
        view.flags = flags;
    }
}
