package io.fleetstream.benchmarks.windows;

import io.fleetstream.schemas.WindowAggregate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Sum over the rows of windows that no order changes. Sums, means, deviations and quantiles enter
 * rounded to a ten-thousandth; the bytes of the sketch and the mean by time, which the textbook
 * does not have, do not enter.
 */
final class RowsChecksum {
    private static final int CONFLUENT_HEADER = 5;
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    /** No round number: sums of hundredths would lie right between two of its parts. */
    private static final double PARTS = 9_973.135_71;

    private final SpecificDatumReader<WindowAggregate> reader =
            new SpecificDatumReader<>(WindowAggregate.class);
    private BinaryDecoder decoder;
    private long sum;
    private long rows;

    /**
     * Adds a row in the Confluent wire format.
     *
     * @throws IllegalStateException if it is not the first and last word on its window
     */
    void add(byte[] record) {
        WindowAggregate row = decode(record);
        if (row.getRevision() != 0 || row.getEarly()) {
            throw new IllegalStateException(
                    "a row that was not the only one of its window: " + row);
        }
        if (row.getSketch() == null && row.getCount() > 0) {
            throw new IllegalStateException("a row without its sketch: " + row);
        }
        rows++;
        long hash = SPREAD;
        for (Object part : exact(row)) {
            hash = mixed(hash + Objects.hashCode(part));
        }
        for (Double part : rounded(row)) {
            hash = mixed(hash + (part == null ? 7 : Math.round(part * PARTS)));
        }
        sum += hash;
    }

    private static Object[] exact(WindowAggregate row) {
        return new Object[] {
            row.getScope().name(),
            row.getSubject(),
            row.getOrg(),
            row.getSite(),
            row.getDeviceType(),
            row.getModel(),
            row.getMetric(),
            row.getUnit(),
            row.getWindowName(),
            micros(row.getWindowStart()),
            micros(row.getWindowEnd()),
            row.getCount(),
            row.getSamples(),
            row.getMin(),
            row.getMax(),
            row.getFirst(),
            row.getFirstTime() == null ? null : micros(row.getFirstTime()),
            row.getLast(),
            row.getLastTime() == null ? null : micros(row.getLastTime()),
            row.getGood(),
            row.getUncertain(),
            row.getBad(),
            micros(row.getReceivedAt())
        };
    }

    private static Double[] rounded(WindowAggregate row) {
        return new Double[] {
            row.getSum(), row.getMean(), row.getSd(), row.getP50(), row.getP95(), row.getP99()
        };
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    private WindowAggregate decode(byte[] record) {
        try {
            decoder =
                    DecoderFactory.get()
                            .binaryDecoder(
                                    record,
                                    CONFLUENT_HEADER,
                                    record.length - CONFLUENT_HEADER,
                                    decoder);
            return reader.read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException("a row that cannot be decoded", e);
        }
    }

    private static long mixed(long value) {
        long product = value * SPREAD;
        return product ^ (product >>> 31);
    }

    /** Rows added. */
    long rows() {
        return rows;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowsChecksum that && rows == that.rows && sum == that.sum;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(sum);
    }

    @Override
    public String toString() {
        return rows + " rows with the sum " + Long.toHexString(sum);
    }
}
