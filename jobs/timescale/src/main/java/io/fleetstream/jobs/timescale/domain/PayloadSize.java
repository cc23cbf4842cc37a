package io.fleetstream.jobs.timescale.domain;

import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.RawHeader;
import io.fleetstream.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;

/** How large the payload of a dead letter was. */
public final class PayloadSize {
    private PayloadSize() {}

    /** In bytes, before the bridge cut it if it did; null if there was no value. */
    public static Integer of(DeadLetter letter) {
        for (RawHeader header : letter.getHeaders()) {
            if (header.getKey().equals(RecordHeaders.TRUNCATED_FROM) && header.getValue() != null) {
                String text =
                        StandardCharsets.UTF_8.decode(header.getValue().duplicate()).toString();
                if (text.matches("\\d{1,9}")) {
                    return Integer.valueOf(text);
                }
            }
        }
        return letter.getRawValue() == null ? null : letter.getRawValue().remaining();
    }
}
