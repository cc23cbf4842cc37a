package io.fleetstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.cli.letters.LetterFilter;
import io.fleetstream.cli.letters.Replay;
import io.fleetstream.cli.letters.ReplayPlan;
import io.fleetstream.cli.registry.Registry;
import io.fleetstream.cli.stack.FleetRegistration;
import io.fleetstream.cli.stack.LedgerSnapshot;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.emulator.pace.Pace;
import io.fleetstream.emulator.run.EmulatorRun;
import io.fleetstream.emulator.run.RunOptions;
import io.fleetstream.emulator.run.RunReport;
import io.fleetstream.emulator.signal.DeviceIdentity;
import io.fleetstream.schemas.ReasonCode;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * 10,000 messages of devices nobody has registered, under quarantine: some wait, the rest become
 * dead letters. Once the devices are registered and the dead letters replayed, twice, each message
 * is stored once.
 */
@Isolated("counts whatever is sent, and shuts strangers out")
class ReplayITCase {
    @RegisterExtension static final SharedStack SHARED = new SharedStack();

    private static final long SEED = 20261121;
    private static final int DEVICES = 100;
    private static final int MESSAGES = 100;
    private static final long PUBLISHED = (long) DEVICES * MESSAGES;
    private static final long WAITING = (long) DEVICES * SharedStack.PARKED_MESSAGES;
    private static final Duration TO_SETTLE = Duration.ofMinutes(4);

    @Test
    void storesEachMessageOnceAfterARegistrationAndTwoReplays() throws Exception {
        Books.Page before = SHARED.books().mark();
        new Registry(cluster(), Instant.now()).deleteManifest(FleetRegistration.EVERYONE);
        try {
            awaitThatStrangersWait();
            storeEachOnce();
        } finally {
            FleetRegistration.allowEveryone(SHARED.stack(), Instant.now());
        }
        // the strangers that were only sent to try it are let in as well
        SHARED.books().awaitDrained(before, 0);
    }

    /** Until the manifest that lets everyone in is gone: one message too many is refused then. */
    private static void awaitThatStrangersWait() throws Exception {
        for (int i = 0; ; i++) {
            Books.Page mark = SHARED.books().page();
            new EmulatorRun(devices("probe-" + i + "-", 1, SharedStack.PARKED_MESSAGES + 1))
                    .execute();
            LedgerSnapshot ledger =
                    await(
                            mark,
                            now ->
                                    now.deadLetters() > 0
                                            || now.readingMessages() > SharedStack.PARKED_MESSAGES);
            if (ledger.deadLetters() > 0) {
                return;
            }
            assertThat(i).as("fleets of strangers that were let in").isLessThan(10);
        }
    }

    private static void storeEachOnce() throws Exception {
        Books.Page mark = SHARED.books().page();
        System.out.println("[replay] seed " + SEED);
        RunOptions run = devices("stranger-", DEVICES, MESSAGES);
        RunReport report = new EmulatorRun(run).execute();
        System.out.println("[replay] " + report);
        assertThat(report.published()).isEqualTo(PUBLISHED);

        LedgerSnapshot refused = await(mark, now -> now.deadLetters() >= PUBLISHED - WAITING);
        assertThat(refused.reasons())
                .isEqualTo(Map.of(ReasonCode.UNKNOWN_DEVICE, PUBLISHED - WAITING));
        assertThat(refused.readingMessages()).as("stored while unknown").isZero();

        FleetRegistration.register(SHARED.stack(), run.devices(), Instant.now());
        LedgerSnapshot released = await(mark, now -> now.readingMessages() >= WAITING);
        assertThat(released.readingMessages()).as("released").isEqualTo(WAITING);

        assertThat(replay(run, "first")).isEqualTo(PUBLISHED - WAITING);
        LedgerSnapshot once = await(mark, now -> now.readingMessages() >= PUBLISHED);
        assertThat(once.duplicates()).isZero();

        assertThat(replay(run, "second")).isEqualTo(PUBLISHED - WAITING);
        LedgerSnapshot twice = await(mark, now -> now.duplicates() >= PUBLISHED - WAITING);
        System.out.println("[replay] " + twice);
        assertThat(twice.readingMessages()).as("stored").isEqualTo(PUBLISHED);
        assertThat(twice.duplicates()).isEqualTo(PUBLISHED - WAITING);
        assertThat(twice.repeated()).as("stored twice").isZero();
        Books.Page drained = SHARED.books().awaitDrained(mark, PUBLISHED);
        assertThat(drained.rows()).as("rows").isEqualTo(report.values());
        assertThat(drained.parquet()).as("Parquet").isEqualTo(report.values());
    }

    private static RunOptions devices(String prefix, int devices, int messages) {
        return RunOptions.to(SHARED.stack().sandbox().mqtt().url())
                .seed(SEED)
                .devices(devices)
                .idPrefix(prefix)
                .messages(messages)
                .pace(Pace.FLAT_OUT)
                .build();
    }

    private static Cluster cluster() {
        return Cluster.at(
                SHARED.stack().sandbox().kafka().bootstrapServers(),
                SHARED.stack().sandbox().schemaRegistry().url());
    }

    private static LedgerSnapshot await(Books.Page mark, Predicate<LedgerSnapshot> until) {
        return Awaitility.await()
                .atMost(TO_SETTLE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> SHARED.books().ledgerSince(mark), until);
    }

    private static long replay(RunOptions run, String id) throws IOException {
        LetterFilter filter =
                new LetterFilter(
                        Set.of(ReasonCode.UNKNOWN_DEVICE),
                        run.devices().stream().map(DeviceIdentity::id).collect(Collectors.toSet()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        Replay replay = new Replay(cluster());
        ReplayPlan plan = replay.plan(filter, Set.of(Topics.TELEMETRY_RAW), OptionalInt.empty());
        return replay.send(
                plan,
                filter,
                id,
                OptionalLong.empty(),
                line -> System.out.println("[replay] " + line));
    }
}
