package io.fleetstream.benchmarks.timescale;

import io.fleetstream.benchmarks.child.ChildProcess;
import io.fleetstream.benchmarks.child.Request;
import io.fleetstream.benchmarks.measure.Sample;
import io.fleetstream.benchmarks.run.Rounds.Contestant;
import io.fleetstream.sandbox.PostgresService;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One way to write, fresh or redelivered. Its samples hold the CPU time of the backend; those of
 * the client are kept beside them.
 */
final class Entrant implements Contestant {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final String name;
    private final ChildProcess child;
    private final PostgresService postgres;
    private final boolean redelivered;
    private final long rows;
    private final List<Sample> clients = new ArrayList<>();

    /**
     * None of its drains yet.
     *
     * @param redelivered whether the rows are there, from the entrant before it
     */
    Entrant(
            String name,
            ChildProcess child,
            PostgresService postgres,
            boolean redelivered,
            long rows) {
        this.name = name;
        this.child = child;
        this.postgres = postgres;
        this.redelivered = redelivered;
        this.rows = rows;
    }

    @Override
    public String name() {
        return name;
    }

    /** What the client took, one sample per drain. */
    List<Sample> clients() {
        return List.copyOf(clients);
    }

    @Override
    public Sample drain() throws IOException {
        Sample client =
                child.drain(
                        new Request(
                                Map.of(
                                        Loading.URL,
                                        postgres.url(),
                                        Loading.USER,
                                        postgres.user(),
                                        Loading.PASSWORD_FILE,
                                        postgres.passwordFile().toString(),
                                        Loading.CONNECTION,
                                        name,
                                        Loading.REDELIVERED,
                                        redelivered ? "1" : "0",
                                        Request.RECORDS,
                                        Long.toString(rows))),
                        LIMIT);
        clients.add(client);
        return new Sample(
                client.records(),
                new Backend(postgres, name).cpuTime().toNanos(),
                client.wallNanos(),
                client.gcMillis(),
                client.allocatedBytes());
    }
}
