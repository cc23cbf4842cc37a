package io.fleetstream.emulator.payload;

/**
 * What payloads look like.
 *
 * @param form their shape
 * @param compression how they are made smaller
 * @param samples how many samples a message holds, in forms that {@link PayloadForm#collects}
 * @param units whether they state units
 */
public record PayloadStyle(PayloadForm form, Compression compression, int samples, boolean units) {
    /** One sample a message in the map form, with units, not compressed. */
    public static final PayloadStyle DEFAULT =
            new PayloadStyle(PayloadForm.MAP, Compression.NONE, 5, true);

    /** Checks the number of samples. */
    public PayloadStyle {
        if (samples < 1 || samples > 1000) {
            throw new IllegalArgumentException("a message holds between 1 and 1000 samples");
        }
    }

    /** Samples in one message: 1 where the form takes no more. */
    public int samplesPerMessage() {
        return form.collects() ? samples : 1;
    }

    /** The same with or without units. */
    public PayloadStyle withUnits(boolean stated) {
        return new PayloadStyle(form, compression, samples, stated);
    }
}
