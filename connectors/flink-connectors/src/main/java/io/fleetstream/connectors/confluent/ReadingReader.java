package io.fleetstream.connectors.confluent;

/** Reads what {@link DecodeReadingsFunction} has emitted. For one thread. */
public final class ReadingReader {
    private final ReadingScanner scanner = new ReadingScanner();

    /** The reading; the view is filled anew by the next call. */
    public ReadingView read(ReadingBytes reading) {
        scanner.scan(reading.bytes(), reading.start());
        return scanner.view();
    }
}
