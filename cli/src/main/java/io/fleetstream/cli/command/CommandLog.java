package io.fleetstream.cli.command;

import io.fleetstream.cli.topic.AvroCodec;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicScan;
import io.fleetstream.cli.topic.TopicTail;
import io.fleetstream.schemas.CommandState;
import io.fleetstream.schemas.CommandStateKind;
import io.fleetstream.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What became of commands, as {@code command.states} tells it. */
public final class CommandLog {
    private static final Duration POLL = Duration.ofMillis(250);

    /** More than a job may write again after a failure, some tens of megabytes here. */
    private static final int REMEMBERED = 100_000;

    private static final Comparator<CommandState> ORDER =
            Comparator.comparing(CommandState::getCreatedAt)
                    .thenComparing(CommandState::getDeviceId)
                    .thenComparing(CommandState::getCommandId)
                    .thenComparing(CommandState::getStep);

    private final Cluster cluster;

    /** Of that cluster. */
    public CommandLog(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Whether nothing will become of the command any more. */
    public static boolean isFinished(CommandState state) {
        CommandStateKind kind = state.getState();
        return kind == CommandStateKind.DONE
                || kind == CommandStateKind.FAILED
                || kind == CommandStateKind.EXPIRED;
    }

    /** Every step since then that is asked for, each once, by time of the command and step. */
    public List<CommandState> steps(Instant since, Predicate<CommandState> filter)
            throws IOException {
        Set<CommandState> steps = new HashSet<>();
        scan(since, filter, steps::add);
        return steps.stream().sorted(ORDER).toList();
    }

    /**
     * The last step since then of every command that is asked for, oldest command first.
     *
     * @param filter by what all steps of a command have in common; no other is kept in memory
     */
    public List<CommandState> latest(Instant since, Predicate<CommandState> filter)
            throws IOException {
        LatestSteps latest = new LatestSteps();
        scan(since, filter, latest::add);
        return latest.all().stream().sorted(ORDER).toList();
    }

    private void scan(Instant since, Predicate<CommandState> filter, Consumer<CommandState> step)
            throws IOException {
        try (AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            new TopicScan(cluster)
                    .visit(
                            Topics.COMMAND_STATES,
                            Optional.of(since),
                            record -> {
                                CommandState state =
                                        codec.decode(record.value(), CommandState.class);
                                if (filter.test(state)) {
                                    step.accept(state);
                                }
                            });
        }
    }

    /**
     * Tells each step from some time on, as it comes, until somebody interrupts.
     *
     * @param patience how long; empty for ever
     */
    public void follow(
            Instant since,
            Optional<Duration> patience,
            Predicate<CommandState> filter,
            Consumer<CommandState> step)
            throws IOException {
        follow(since, patience, filter, step, () -> false);
    }

    /**
     * Waits until a command has come to its end on every one of the devices.
     *
     * @param step told of every step
     * @return the ends that came within that time
     */
    public List<CommandState> await(
            String commandId,
            Collection<String> devices,
            Instant since,
            Duration patience,
            Consumer<CommandState> step)
            throws IOException {
        Set<String> waiting = new HashSet<>(devices);
        List<CommandState> ends = new ArrayList<>();
        follow(
                since,
                Optional.of(patience),
                state ->
                        state.getCommandId().equals(commandId)
                                && waiting.contains(state.getDeviceId()),
                state -> {
                    step.accept(state);
                    if (isFinished(state) && waiting.remove(state.getDeviceId())) {
                        ends.add(state);
                    }
                },
                waiting::isEmpty);
        return ends;
    }

    private void follow(
            Instant since,
            Optional<Duration> patience,
            Predicate<CommandState> filter,
            Consumer<CommandState> step,
            BooleanSupplier done)
            throws IOException {
        long start = System.nanoTime();
        RecentSteps told = new RecentSteps(REMEMBERED);
        try (TopicTail tail = new TopicTail(cluster, Topics.COMMAND_STATES, since);
                AvroCodec codec = new AvroCodec(cluster.registryUrl())) {
            while (!done.getAsBoolean()
                    && (patience.isEmpty()
                            || System.nanoTime() - start < patience.get().toNanos())) {
                for (ConsumerRecord<byte[], byte[]> record : tail.poll(POLL)) {
                    CommandState state = codec.decode(record.value(), CommandState.class);
                    // a replay writes steps again
                    if (filter.test(state) && told.add(state)) {
                        step.accept(state);
                    }
                }
            }
        }
    }
}
