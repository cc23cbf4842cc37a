package io.fleetstream.jobs.shadow.command.domain;

import io.fleetstream.jobs.shadow.state.CommandDevice;
import io.fleetstream.jobs.shadow.state.CommandRow;
import io.fleetstream.schemas.CommandStateKind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of a command: queued, sent, acknowledged, then done, failed or expired. Functions of
 * what is known of the device, its pending commands in their order, and now, which is the arrival
 * of a record in microseconds since the epoch; they change nothing themselves.
 *
 * <p>A command is sent while the device is online, or as long as nobody has said whether it is. It
 * is sent again, under the same id, when the device says that it is online, until it acknowledges.
 */
public final class CommandPolicy {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final String ACTIVE = "ACTIVE";

    private final CommandLimits limits;

    /** A policy with those limits. */
    public CommandPolicy(CommandLimits limits) {
        this.limits = limits;
    }

    /**
     * A new command.
     *
     * @param pending how many wait already
     */
    public List<CommandStep> accept(
            CommandDevice device, int pending, CommandRequest request, long now) {
        boolean said = request.deadline() != CommandRequest.NO_DEADLINE;
        long deadline = said ? request.deadline() : now + micros(limits.defaultLife());
        CommandRow row =
                new CommandRow(
                        request.commandId(),
                        request.bulkId(),
                        request.command(),
                        request.parameters(),
                        CommandStateKind.UNSPECIFIED,
                        0,
                        0,
                        now,
                        deadline,
                        device.nextOrder(),
                        0);
        if (deadline <= now) {
            return List.of(step(row, CommandStateKind.EXPIRED, now, "the deadline had passed"));
        }
        if (deadline - now > micros(limits.maxLife())) {
            return List.of(fail(row, now, "the deadline is later than in " + limits.maxLife()));
        }
        if (device.isRegistered() && !ACTIVE.equals(device.status())) {
            return List.of(
                    fail(row, now, "the registry says that the device is " + device.status()));
        }
        if (pending >= limits.maxPending()) {
            return List.of(fail(row, now, pending + " commands of the device are waiting already"));
        }
        CommandStep queued = step(row, CommandStateKind.QUEUED, now, null);
        return isReachable(device) ? List.of(queued, sent(queued.row(), now)) : List.of(queued);
    }

    /** Whatever waited for the device, or for its row in the registry, and can be sent now. */
    public List<CommandStep> send(CommandDevice device, List<CommandRow> pending, long now) {
        List<CommandStep> steps = new ArrayList<>();
        if (isReachable(device)) {
            for (CommandRow row : pending) {
                if (row.state() == CommandStateKind.QUEUED) {
                    steps.add(sent(row, now));
                }
            }
        }
        return steps;
    }

    /**
     * The device says that it is online: what it has not acknowledged goes out, in order.
     *
     * @param wasOffline whether it had been offline since the last time it said so
     */
    public List<CommandStep> online(
            CommandDevice device, boolean wasOffline, List<CommandRow> pending, long now) {
        List<CommandStep> steps = new ArrayList<>();
        if (!isReachable(device)) {
            return steps;
        }
        for (CommandRow row : pending) {
            boolean again =
                    row.state() == CommandStateKind.SENT
                            && (wasOffline || now - row.sentAt() >= micros(limits.resendAfter()));
            if (row.state() == CommandStateKind.QUEUED || again) {
                steps.add(sent(row, now));
            }
        }
        return steps;
    }

    /** The device answers a pending command; nothing if it has said so before. */
    public List<CommandStep> answer(CommandRow row, CommandAnswer answer, long now) {
        if (row.state() == CommandStateKind.ACKNOWLEDGED
                && answer.state() == CommandStateKind.ACKNOWLEDGED) {
            return List.of();
        }
        return List.of(
                new CommandStep(next(row, answer.state()), now, answer.message(), answer.result()));
    }

    /** Commands whose deadline has passed. */
    public List<CommandStep> expire(List<CommandRow> pending, long now) {
        List<CommandStep> steps = new ArrayList<>();
        for (CommandRow row : pending) {
            if (row.deadline() <= now) {
                // what is told is the deadline, whenever somebody noticed
                steps.add(
                        step(
                                row,
                                CommandStateKind.EXPIRED,
                                row.deadline(),
                                "not answered by " + instant(row.deadline())));
            }
        }
        return steps;
    }

    /**
     * Commands for a device that the registry does not have, and has had time to say so by {@code
     * now}.
     */
    public List<CommandStep> refuseUnregistered(
            CommandDevice device, List<CommandRow> pending, long now) {
        List<CommandStep> steps = new ArrayList<>();
        if (!device.isRegistered()) {
            for (CommandRow row : pending) {
                long until = patience(row);
                if (until <= now && row.state() == CommandStateKind.QUEUED) {
                    steps.add(fail(row, until, "the registry does not have the device"));
                }
            }
        }
        return steps;
    }

    /** When a command whose device is not in the registry is refused. */
    public long patience(CommandRow row) {
        return row.createdAt() + micros(limits.registryGrace());
    }

    /** Seconds until the deadline, at least one. */
    public static long lifeSeconds(CommandRow row, long now) {
        return Math.max(1, -Math.floorDiv(now - row.deadline(), MICROS_PER_SECOND));
    }

    private static boolean isReachable(CommandDevice device) {
        return device.isRegistered()
                && ACTIVE.equals(device.status())
                && !Boolean.FALSE.equals(device.online());
    }

    private static CommandStep sent(CommandRow row, long now) {
        CommandRow next = next(row, CommandStateKind.SENT);
        return new CommandStep(
                new CommandRow(
                        next.commandId(),
                        next.bulkId(),
                        next.command(),
                        next.parameters(),
                        next.state(),
                        next.step(),
                        next.attempts() + 1,
                        next.createdAt(),
                        next.deadline(),
                        next.order(),
                        now),
                now,
                null,
                null);
    }

    private static CommandStep fail(CommandRow row, long now, String message) {
        return step(row, CommandStateKind.FAILED, now, message);
    }

    private static CommandStep step(
            CommandRow row, CommandStateKind state, long now, String message) {
        return new CommandStep(next(row, state), now, message, null);
    }

    private static CommandRow next(CommandRow row, CommandStateKind state) {
        return new CommandRow(
                row.commandId(),
                row.bulkId(),
                row.command(),
                row.parameters(),
                state,
                row.step() + 1,
                row.attempts(),
                row.createdAt(),
                row.deadline(),
                row.order(),
                row.sentAt());
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000L;
    }
}
