package io.fleetstream.jobs.timescale.domain;

import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.RawHeader;
import java.nio.charset.StandardCharsets;

/** The Kafka headers the record of a dead letter had. */
public final class LetterHeaders {
    private LetterHeaders() {}

    /** The last header of that name as text; null if there is none, or it has no value. */
    public static String text(DeadLetter letter, String name) {
        String text = null;
        for (RawHeader header : letter.getHeaders()) {
            if (header.getKey().equals(name)) {
                text =
                        header.getValue() == null
                                ? null
                                : StandardCharsets.UTF_8
                                        .decode(header.getValue().duplicate())
                                        .toString();
            }
        }
        return text;
    }
}
