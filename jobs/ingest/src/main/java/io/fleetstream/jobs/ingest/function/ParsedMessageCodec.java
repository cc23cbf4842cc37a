package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.SampleSummary;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Compact form of a {@link ParsedMessage} without its device, which stands before it. One reader
 * for one thread.
 */
final class ParsedMessageCodec {
    private static final int SEQUENCE = 1;
    private static final int TIME = 2;
    private static final int WINDOW = 4;

    private static final int UNIT = 1;
    private static final int SUMMARY = 2;

    private final Texts texts = new Texts();

    Texts texts() {
        return texts;
    }

    static void write(ParsedMessage message, DataOutputView target) throws IOException {
        Texts.write(message.org(), target);
        Texts.write(message.site(), target);
        Texts.write(message.deviceType(), target);
        target.writeLong(message.receivedAt());
        target.writeInt(message.partition());
        target.writeLong(message.offset());
        target.writeBoolean(message.arrivalTime());
        Texts.write(message.replayId(), target);
        target.writeInt(message.readings().size());
        for (ParsedReading reading : message.readings()) {
            write(reading, target);
        }
    }

    ParsedMessage read(String device, DataInputView source) throws IOException {
        String org = texts.read(source);
        String site = texts.read(source);
        String type = texts.read(source);
        long receivedAt = source.readLong();
        int partition = source.readInt();
        long offset = source.readLong();
        boolean arrivalTime = source.readBoolean();
        String replayId = texts.read(source);
        ParsedReading[] readings = new ParsedReading[source.readInt()];
        for (int i = 0; i < readings.length; i++) {
            readings[i] = reading(source);
        }
        return new ParsedMessage(
                device,
                org,
                site,
                type,
                receivedAt,
                partition,
                offset,
                List.of(readings),
                arrivalTime,
                replayId);
    }

    private static void write(ParsedReading reading, DataOutputView target) throws IOException {
        target.writeByte(
                (reading.sequence() == null ? 0 : SEQUENCE)
                        | (reading.deviceTime() == null ? 0 : TIME)
                        | (reading.windowMicros() == null ? 0 : WINDOW));
        if (reading.sequence() != null) {
            target.writeLong(reading.sequence());
        }
        if (reading.deviceTime() != null) {
            target.writeLong(reading.deviceTime());
        }
        if (reading.windowMicros() != null) {
            target.writeLong(reading.windowMicros());
        }
        Texts.write(reading.bootId(), target);
        Texts.write(reading.firmware(), target);
        target.writeInt(reading.metrics().size());
        for (ParsedMetric metric : reading.metrics()) {
            write(metric, target);
        }
    }

    private ParsedReading reading(DataInputView source) throws IOException {
        int parts = source.readUnsignedByte();
        Long sequence = (parts & SEQUENCE) == 0 ? null : source.readLong();
        Long time = (parts & TIME) == 0 ? null : source.readLong();
        Long window = (parts & WINDOW) == 0 ? null : source.readLong();
        String bootId = texts.read(source);
        String firmware = texts.read(source);
        ParsedMetric[] metrics = new ParsedMetric[source.readInt()];
        for (int i = 0; i < metrics.length; i++) {
            metrics[i] = metric(source);
        }
        return new ParsedReading(sequence, time, bootId, firmware, Arrays.asList(metrics), window);
    }

    private static void write(ParsedMetric metric, DataOutputView target) throws IOException {
        target.writeByte(
                (metric.unit() == null ? 0 : UNIT) | (metric.summary() == null ? 0 : SUMMARY));
        Texts.write(metric.name(), target);
        target.writeDouble(metric.value());
        if (metric.unit() != null) {
            Texts.write(metric.unit(), target);
        }
        if (metric.summary() != null) {
            SampleSummary summary = metric.summary();
            target.writeLong(summary.count());
            write(summary.min(), target);
            write(summary.max(), target);
            write(summary.std(), target);
        }
    }

    private ParsedMetric metric(DataInputView source) throws IOException {
        int parts = source.readUnsignedByte();
        String name = texts.read(source);
        double value = source.readDouble();
        String unit = (parts & UNIT) == 0 ? null : texts.read(source);
        SampleSummary summary =
                (parts & SUMMARY) == 0
                        ? null
                        : new SampleSummary(
                                source.readLong(), number(source), number(source), number(source));
        return new ParsedMetric(name, value, unit, summary);
    }

    private static void write(Double number, DataOutputView target) throws IOException {
        target.writeBoolean(number != null);
        if (number != null) {
            target.writeDouble(number);
        }
    }

    private static Double number(DataInputView source) throws IOException {
        return source.readBoolean() ? Double.valueOf(source.readDouble()) : null;
    }
}
