package io.fleetstream.connectors.confluent;

import io.fleetstream.schemas.Quality;
import io.fleetstream.schemas.QualityReason;
import io.fleetstream.schemas.ReadingFlag;
import io.fleetstream.schemas.SampleSummary;
import io.fleetstream.schemas.TimeSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A reading as it lies in the bytes of its record: numbers as read, texts made when asked for, and
 * the same object for a text met before. Fields mean what the schema says of them; times are
 * microseconds since the epoch; metrics are counted from 0.
 *
 * <p>The object is the decoder's, which fills it with the next record: whoever keeps a reading
 * takes what it wants of it. For one thread.
 */
public final class ReadingView {
    static final int NO_REASON = -1;

    private static final TimeSource[] TIME_SOURCES = TimeSource.values();
    private static final Quality[] QUALITIES = Quality.values();
    private static final QualityReason[] REASONS = QualityReason.values();
    private static final ReadingFlag[] FLAGS = ReadingFlag.values();

    private final InternedTexts devices = new InternedTexts(14);
    private final InternedTexts texts = new InternedTexts(12);

    byte[] bytes;
    long deviceId;
    long org;
    long site;
    long deviceType;
    long model;
    long firmware;
    long bootId;
    long replayId;
    long eventTime;
    boolean hasDeviceTime;
    long deviceTime;
    long receivedAt;
    int timeSource;
    boolean hasSequence;
    long sequence;
    int sourcePartition;
    long sourceOffset;
    int sourceIndex;
    boolean hasWindow;
    long windowMicros;
    boolean hasClockOffset;
    long clockOffsetMicros;
    int flags;
    byte[] flag = new byte[FLAGS.length];
    int metrics;
    MetricSlots slots = new MetricSlots();

    ReadingView() {}

    /** Device. */
    public String deviceId() {
        return text(devices, deviceId);
    }

    /** Organisation. */
    public String org() {
        return text(texts, org);
    }

    /** Site. */
    public String site() {
        return text(texts, site);
    }

    /** Device type. */
    public String deviceType() {
        return text(texts, deviceType);
    }

    /** Device model; null if unknown. */
    public String model() {
        return text(texts, model);
    }

    /** Firmware; null if unknown. */
    public String firmware() {
        return text(texts, firmware);
    }

    /** Boot; null if the device sends none. */
    public String bootId() {
        return text(texts, bootId);
    }

    /** When it was measured. */
    public long eventTime() {
        return eventTime;
    }

    /** Whether the device sent a time. */
    public boolean hasDeviceTime() {
        return hasDeviceTime;
    }

    /** The time as the device sent it; 0 if it sent none. */
    public long deviceTime() {
        return deviceTime;
    }

    /** When it arrived. */
    public long receivedAt() {
        return receivedAt;
    }

    /** Where the event time comes from. */
    public TimeSource timeSource() {
        return TIME_SOURCES[timeSource];
    }

    /** Whether the device counts its messages. */
    public boolean hasSequence() {
        return hasSequence;
    }

    /** The device's message counter; 0 if it has none. */
    public long sequence() {
        return sequence;
    }

    /** Partition of the message in {@code telemetry.raw}. */
    public int sourcePartition() {
        return sourcePartition;
    }

    /** Its offset there. */
    public long sourceOffset() {
        return sourceOffset;
    }

    /** Position of the reading within its message. */
    public int sourceIndex() {
        return sourceIndex;
    }

    /** Whether the summaries say over how long they were taken. */
    public boolean hasWindow() {
        return hasWindow;
    }

    /** How long that was, in microseconds; 0 if they do not say. */
    public long windowMicros() {
        return windowMicros;
    }

    /** Whether the event time was corrected. */
    public boolean hasClockOffset() {
        return hasClockOffset;
    }

    /** What was taken from the device's time, in microseconds; 0 if nothing was. */
    public long clockOffsetMicros() {
        return clockOffsetMicros;
    }

    /** What is remarkable, in the order of the record; a new list unless it is empty. */
    public List<ReadingFlag> flags() {
        if (flags == 0) {
            return List.of();
        }
        List<ReadingFlag> all = new ArrayList<>(flags);
        for (int i = 0; i < flags; i++) {
            all.add(FLAGS[flag[i]]);
        }
        return all;
    }

    /** The replay that brought it; null if none did. */
    public String replayId() {
        return text(texts, replayId);
    }

    /** Number of metrics. */
    public int metrics() {
        return metrics;
    }

    /** Name of a metric. */
    public String name(int metric) {
        return text(texts, slots.name[metric]);
    }

    /** Its value. */
    public double value(int metric) {
        return slots.value[metric];
    }

    /** Its unit; null if unknown. */
    public String unit(int metric) {
        return text(texts, slots.unit[metric]);
    }

    /** Its quality. */
    public Quality quality(int metric) {
        return QUALITIES[slots.quality[metric]];
    }

    /** Why its quality is not good; null if it is. */
    public QualityReason qualityReason(int metric) {
        int reason = slots.reason[metric];
        return reason == NO_REASON ? null : REASONS[reason];
    }

    /** Unit as sent where the value was converted; null otherwise. */
    public String sentUnit(int metric) {
        return text(texts, slots.sentUnit[metric]);
    }

    /** What the value is the mean of; null for a plain value. */
    public SampleSummary summary(int metric) {
        return slots.summary[metric];
    }

    private String text(InternedTexts known, long slice) {
        return slice == AvroCursor.NO_SLICE
                ? null
                : known.of(bytes, AvroCursor.start(slice), AvroCursor.length(slice));
    }
}
