package io.fleetstream.emulator.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.fleetstream.emulator.signal.TelemetryEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Turns content into payloads of one style. Thread-safe; same arguments, same bytes. */
public final class PayloadWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory BINARY = new CBORFactory();

    private final PayloadStyle style;
    private final ReadingWriter readings;
    private final CompactWriter compact;

    /** Creates a writer. */
    public PayloadWriter(PayloadStyle style) {
        this.style = style;
        this.readings = new ReadingWriter(style.units());
        this.compact = new CompactWriter(style.units());
    }

    /**
     * The payload of a message. An edge aggregate has a form of its own; in the CBOR style it is
     * CBOR, in all others JSON.
     */
    public Payload write(Content content, Stamp stamp) {
        boolean binary = style.form() == PayloadForm.CBOR;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = (binary ? BINARY : JSON).createGenerator(bytes)) {
            if (content instanceof Content.Samples samples) {
                samples(out, samples.events(), stamp);
            } else {
                compact.summary(out, (Content.Summary) content, stamp);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        boolean typed = binary || content instanceof Content.Samples;
        return new Payload(
                style.compression().apply(bytes.toByteArray()),
                typed ? style.form().contentType() : null,
                style.compression().encoding());
    }

    /** Values inside the payload: the rows it becomes. */
    public int values(Content content) {
        boolean oneMetric = style.form() == PayloadForm.ARRAYS;
        return oneMetric && content instanceof Content.Samples samples
                ? samples.events().size()
                : content.values();
    }

    private void samples(JsonGenerator out, List<TelemetryEvent> events, Stamp stamp)
            throws IOException {
        switch (style.form()) {
            case MAP, CBOR -> readings.map(out, events.get(0), stamp);
            case FLAT -> readings.flat(out, events.get(0), stamp);
            case BATCH -> readings.batch(out, events, stamp);
            case SENML -> compact.senml(out, events, stamp);
            case ARRAYS -> compact.arrays(out, events, stamp);
        }
    }
}
