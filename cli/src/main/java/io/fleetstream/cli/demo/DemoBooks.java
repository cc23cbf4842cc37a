package io.fleetstream.cli.demo;

import io.fleetstream.cli.stack.LedgerSnapshot;
import io.fleetstream.emulator.run.RunReport;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What all fleets of a demo together say they have published; messages, unless said.
 *
 * @param devices that took part
 * @param published acknowledged by the broker
 * @param good that ingest must accept
 * @param malformed bad ones, on purpose
 * @param duplicates second copies, on purpose
 * @param values metrics in good messages
 * @param redeliveries sent again because no acknowledgement came
 * @param missing sequence numbers that no readable message had
 */
record DemoBooks(
        long devices,
        long published,
        long good,
        long malformed,
        long duplicates,
        long values,
        long redeliveries,
        long missing) {

    /** Adds up what fleets say. */
    static DemoBooks of(List<RunReport> reports, long missing) {
        return new DemoBooks(
                sum(reports, RunReport::devices),
                sum(reports, RunReport::published),
                sum(reports, RunReport::good),
                sum(reports, RunReport::malformed),
                sum(reports, RunReport::duplicates),
                sum(reports, RunReport::values),
                sum(reports, RunReport::redeliveries),
                missing);
    }

    /** What must hold of messages and values on their way to tables and files. */
    List<Invariant> invariants(LedgerSnapshot ledger, long tableRows, long parquetRows) {
        // A transport redelivery is one more message in Kafka, and one more duplicate.
        long again = Math.max(0, ledger.rawMessages() - published);
        return List.of(
                Invariant.equal(
                        "messages: published = readings + dead letters + duplicates",
                        published,
                        ledger.accounted() - again),
                Invariant.equal(
                        "messages: in telemetry.raw = come out of ingest",
                        ledger.rawMessages(),
                        ledger.accounted()),
                Invariant.equal(
                        "messages: good ones published = distinct (device, boot, sequence) in"
                                + " readings",
                        good,
                        ledger.sequences()),
                Invariant.equal(
                        "messages: malformed on purpose = dead letters",
                        malformed,
                        ledger.deadLetters()),
                Invariant.equal(
                        "messages: repeated on purpose = duplicates",
                        duplicates,
                        ledger.duplicates() - again),
                Invariant.equal("values: published = in readings", values, ledger.values()),
                Invariant.equal(
                        "values: in readings = rows in the database", ledger.values(), tableRows),
                Invariant.equal(
                        "values: in readings = rows in Parquet", ledger.values(), parquetRows));
    }

    /** What ingest writes down about every device and hour must be what stands in the topics. */
    List<Invariant> invariants(HourSums hours, LedgerSnapshot ledger, long deadLettersOfDevices) {
        return List.of(
                Invariant.equal(
                        "books of the devices: stored = messages in readings",
                        ledger.readingMessages(),
                        hours.stored()),
                Invariant.equal(
                        "books of the devices: rejected = dead letters of devices",
                        deadLettersOfDevices,
                        hours.rejected()),
                Invariant.equal(
                        "books of the devices: duplicated = duplicates",
                        ledger.duplicates(),
                        hours.duplicated()),
                Invariant.equal("books of the devices: still waiting", 0, hours.parked()),
                Invariant.equal(
                        "books of the devices: missing numbers = never sent or malformed",
                        missing,
                        hours.missing()));
    }

    private static long sum(List<RunReport> reports, ToLongFunction<RunReport> figure) {
        return reports.stream().mapToLong(figure).sum();
    }
}
