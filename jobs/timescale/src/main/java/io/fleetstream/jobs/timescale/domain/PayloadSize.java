package io.fleetstream.jobs.timescale.domain;

import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.RecordHeaders;

/** How large the payload of a dead letter was. */
public final class PayloadSize {
    private PayloadSize() {}

    /** In bytes, before the bridge cut it if it did; null if there was no value. */
    public static Integer of(DeadLetter letter) {
        String cutFrom = LetterHeaders.text(letter, RecordHeaders.TRUNCATED_FROM);
        if (cutFrom != null && cutFrom.matches("\\d{1,9}")) {
            return Integer.valueOf(cutFrom);
        }
        return letter.getRawValue() == null ? null : letter.getRawValue().remaining();
    }
}
