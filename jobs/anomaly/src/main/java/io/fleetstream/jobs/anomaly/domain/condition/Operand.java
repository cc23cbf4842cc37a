package io.fleetstream.jobs.anomaly.domain.condition;

/** What a value is compared with. Depends on the subject alone. */
@FunctionalInterface
public interface Operand {
    /** The number; not a number if it is not known. */
    double of(Subject subject);

    /** Always the same. */
    static Operand number(double value) {
        return subject -> value;
    }

    /**
     * What is said of the device.
     *
     * @param path as {@code tags.limit} or {@code shadow.desired.max}
     * @param otherwise for a device that nothing is said of; may be not a number
     */
    static Operand attribute(String path, double otherwise) {
        return subject -> {
            double found = Attributes.number(subject, path);
            return Double.isNaN(found) ? otherwise : found;
        };
    }

    /** So many deviations from the median of the cohort. */
    static Operand cohort(String metric, double deviations) {
        return subject -> {
            Cohort cohort = subject.cohort(metric);
            return cohort == null ? Double.NaN : cohort.at(deviations);
        };
    }

    /** This, moved by a distance. */
    default Operand plus(double distance) {
        return distance == 0 ? this : subject -> of(subject) + distance;
    }
}
