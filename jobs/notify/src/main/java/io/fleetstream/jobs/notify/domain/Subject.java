package io.fleetstream.jobs.notify.domain;

import java.io.Serializable;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a target is told of: which records, and what is said of each.
 *
 * @param <T> the records
 */
public sealed interface Subject<T extends SpecificRecord> extends Serializable
        permits AlarmSubject, RolloutSubject {

    /** For people, and for uids: the state of a target is found by it. */
    String name();

    /** Where the records stand. */
    String topic();

    /** What they are. */
    Class<T> type();

    /** Which of them are told; thread-safe, made where it is used. */
    Predicate<T> filter();

    /** What is told; null for the record as it is. */
    Template template();

    /** Tells two deliveries of one record from two records: the same after every restart. */
    String id(T told);

    /** Records of one lane are told one after the other. */
    String lane(T told);

    /** Whose record it is, for dead letters; null if no device's. */
    String device(T told);

    /** The fields that templates may name. */
    Set<String> fields();
}
