package io.fleetstream.jobs.anomaly.domain.health;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;

/**
 * Takes out by how much a level differs between the end of a run and the beginning of the next:
 * while a machine stands still it does not wear, so that this is another load or another mounting.
 * Small differences are left in, or growth would leak away with every pause; so are jumps of more
 * than half the way to failure, which no other load excuses.
 */
final class RunLevel {
    private final HealthOptions options;
    private final Recent settling;
    private boolean isSettling;
    private double before;
    private double offset;

    RunLevel(HealthOptions options) {
        this.options = options;
        settling = new Recent(options.settling());
    }

    /** A run begins; a run that had not settled counts for nothing. */
    void begin(double levelBefore) {
        if (!isSettling) {
            before = levelBefore;
        }
        isSettling = true;
        settling.clear();
    }

    /** Whether values are still taken to learn the level of this run. */
    boolean isSettling() {
        return isSettling;
    }

    /**
     * The value without what belongs to the run.
     *
     * @param step growth that counts
     */
    double correct(double value, double step) {
        if (isSettling) {
            settling.add(value - offset);
            if (settling.isFull()) {
                isSettling = false;
                double jump = settling.median() - before;
                if (Math.abs(jump) > step / 2 && jump < options.failureStep() / 2) {
                    offset += jump;
                }
            }
        }
        return value - offset;
    }

    void write(ByteWriter out) {
        out.put(isSettling ? 1 : 0).putDouble(before).putDouble(offset);
        settling.write(out);
    }

    void read(ByteReader in) {
        isSettling = in.get() == 1;
        before = in.getDouble();
        offset = in.getDouble();
        settling.read(in);
    }
}
