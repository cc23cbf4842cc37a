package io.fleetstream.jobs.rollout.domain.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the log of control amounts to for one rollout. A function of the log alone, so that the
 * controller and every device agree; a record that does not count leaves it as it is.
 *
 * <p>Every record that counts adds 1 to the version, and a decision counts at the version it was
 * taken for alone: of several for the same step the first one wins, and none outlives a pause.
 *
 * @param rolloutId which
 * @param text the definition in YAML
 * @param status where it stands
 * @param version records that counted
 * @param changedAt when the last of them was written, epoch milliseconds
 * @param started whether it may begin
 * @param approvers who approved the start
 * @param stage index of the open stage; -1 before the first
 * @param asking whether it waits for an approval of the next stage
 * @param approved whether it has that
 * @param frontiers for each count of devices, the first bucket that was not released
 * @param released devices released so far
 * @param stageReleased those of the open stage
 * @param openings when each stage was opened, epoch milliseconds
 * @param releasedAt when the last device of the open stage was released; {@link Long#MAX_VALUE}
 *     while some are not
 * @param slot minute of the stage in which devices were released last
 * @param slotLeft how many more may be told in it
 * @param pausedFor why the controller paused it last; empty if a person did, or nobody
 * @param overruled reasons of pauses after which a person resumed: they pause it no more
 */
public record RolloutView(
        String rolloutId,
        String text,
        RolloutStatus status,
        long version,
        long changedAt,
        boolean started,
        Set<String> approvers,
        int stage,
        boolean asking,
        boolean approved,
        List<Integer> frontiers,
        long released,
        long stageReleased,
        List<Long> openings,
        long releasedAt,
        long slot,
        long slotLeft,
        String pausedFor,
        Set<String> overruled) {
    /** Takes copies. */
    public RolloutView {
        approvers = Set.copyOf(approvers);
        frontiers = List.copyOf(frontiers);
        openings = List.copyOf(openings);
        overruled = Set.copyOf(overruled);
    }

    /** A rollout that was just defined. */
    public static RolloutView of(ControlRecord.Define define) {
        return new RolloutView(
                define.rolloutId(),
                define.definition(),
                RolloutStatus.DEFINED,
                1,
                define.at(),
                false,
                Set.of(),
                -1,
                false,
                false,
                List.of(),
                0,
                0,
                List.of(),
                Long.MAX_VALUE,
                0,
                0,
                "",
                Set.of());
    }

    /**
     * The rollout after one more record.
     *
     * @param definition what {@link #text} says
     */
    public RolloutView after(ControlRecord next, RolloutDefinition definition) {
        Draft draft = new Draft(this);
        boolean counts;
        if (next instanceof ControlRecord.Command command) {
            counts =
                    (command.expects() == null || command.expects() == version)
                            && draft.obey(command, definition);
        } else if (next instanceof ControlRecord.Decided decided) {
            counts = decided.expects() == version && draft.follow(decided, definition);
        } else {
            counts = false;
        }
        return counts ? draft.finish(next.at()) : this;
    }

    /** Whether a device of a bucket, counted in an epoch from 1, has been released. */
    public boolean isReleased(int epoch, int bucket) {
        return epoch >= 1 && epoch <= frontiers.size() && bucket < frontiers.get(epoch - 1);
    }

    /**
     * Whether all devices have to look at the rollout after this step: all have, but where nothing
     * happened than that buckets were released.
     *
     * @param before the rollout before the step
     */
    public boolean concernsAll(RolloutView before) {
        return status != before.status || stage != before.stage || epochs() != before.epochs();
    }

    /**
     * Whether devices of a bucket were released since.
     *
     * @param before frontiers at that time
     */
    public boolean releasesSince(List<Integer> before, int bucket) {
        for (int epoch = 1; epoch <= before.size(); epoch++) {
            if (isReleased(epoch, bucket) && bucket >= before.get(epoch - 1)) {
                return true;
            }
        }
        return false;
    }

    /** How often devices have been counted. */
    public int epochs() {
        return frontiers.size();
    }

    /** What a pause by the controller is known by, so that it can be overruled. */
    static String pauseReason(ControlDecision pause) {
        return pause.stage() + ":" + pause.reason();
    }

    boolean mayBegin(RolloutDefinition definition) {
        return status == RolloutStatus.DEFINED
                && started
                && approvers.size() >= definition.approvals();
    }

    /** A view in the making. */
    private static final class Draft {
        private final RolloutView from;
        private RolloutStatus status;
        private boolean started;
        private final Set<String> approvers;
        private int stage;
        private boolean asking;
        private boolean approved;
        private final List<Integer> frontiers;
        private long released;
        private long stageReleased;
        private final List<Long> openings;
        private long releasedAt;
        private long slot;
        private long slotLeft;
        private String pausedFor;
        private final Set<String> overruled;

        Draft(RolloutView from) {
            this.from = from;
            status = from.status;
            started = from.started;
            approvers = new TreeSet<>(from.approvers);
            stage = from.stage;
            asking = from.asking;
            approved = from.approved;
            frontiers = new ArrayList<>(from.frontiers);
            released = from.released;
            stageReleased = from.stageReleased;
            openings = new ArrayList<>(from.openings);
            releasedAt = from.releasedAt;
            slot = from.slot;
            slotLeft = from.slotLeft;
            pausedFor = from.pausedFor;
            overruled = new TreeSet<>(from.overruled);
        }

        boolean obey(ControlRecord.Command command, RolloutDefinition definition) {
            return switch (command.command()) {
                case APPROVE -> approve(command.by());
                case START -> status == RolloutStatus.DEFINED && !started && (started = true);
                case PAUSE -> status == RolloutStatus.RUNNING && pause("");
                case RESUME -> status == RolloutStatus.PAUSED && resume();
                case ABORT -> status.isOpen() && become(RolloutStatus.ABORTED);
                case ROLLBACK -> rollback(definition);
            };
        }

        boolean follow(ControlRecord.Decided decided, RolloutDefinition definition) {
            ControlDecision decision = decided.decision();
            boolean running = status == RolloutStatus.RUNNING;
            return switch (decision.kind()) {
                case COUNT -> count(decision, definition);
                case OPEN -> running && open(decision, decided.at(), definition);
                case RELEASE -> running && release(decision, decided.at(), definition);
                case ASK -> running && !asking && (asking = true);
                case PAUSE -> running && pause(pauseReason(decision));
                case ABORT -> status.isOpen() && become(RolloutStatus.ABORTED);
                case ROLLBACK -> rollback(definition);
                case FINISH -> running && become(RolloutStatus.FINISHED);
            };
        }

        private boolean approve(String by) {
            if (status == RolloutStatus.DEFINED) {
                return approvers.add(by);
            }
            boolean awaited = asking && status.isOpen();
            if (awaited) {
                asking = false;
                approved = true;
            }
            return awaited;
        }

        private boolean rollback(RolloutDefinition definition) {
            return definition.rollback() != null
                    && status != RolloutStatus.DEFINED
                    && status != RolloutStatus.ROLLED_BACK
                    && become(RolloutStatus.ROLLED_BACK);
        }

        private boolean count(ControlDecision decision, RolloutDefinition definition) {
            boolean first = from.mayBegin(definition);
            if (decision.epoch() != frontiers.size() + 1
                    || !(first || status == RolloutStatus.RUNNING)) {
                return false;
            }
            frontiers.add(0);
            return become(RolloutStatus.RUNNING);
        }

        private boolean open(ControlDecision decision, long at, RolloutDefinition definition) {
            if (decision.stage() != stage + 1 || decision.stage() >= definition.stages().size()) {
                return false;
            }
            stage = decision.stage();
            asking = false;
            approved = false;
            stageReleased = 0;
            openings.add(at);
            releasedAt = Long.MAX_VALUE;
            slot = -1;
            slotLeft = 0;
            return true;
        }

        private boolean release(ControlDecision decision, long at, RolloutDefinition definition) {
            int index = decision.epoch() - 1;
            if (stage < 0 || decision.stage() != stage || index < 0 || index >= frontiers.size()) {
                return false;
            }
            int limit = definition.stages().get(stage).untilBucket(definition.buckets());
            if (decision.untilBucket() <= frontiers.get(index) || decision.untilBucket() > limit) {
                return false;
            }
            frontiers.set(index, decision.untilBucket());
            released += decision.devices();
            stageReleased += decision.devices();
            slot = decision.slot();
            slotLeft = decision.slotLeft();
            if (releasedAt == Long.MAX_VALUE
                    && frontiers.stream().allMatch(frontier -> frontier >= limit)) {
                releasedAt = at;
            }
            return true;
        }

        private boolean pause(String reason) {
            pausedFor = reason;
            return become(RolloutStatus.PAUSED);
        }

        private boolean resume() {
            if (!pausedFor.isEmpty()) {
                overruled.add(pausedFor);
            }
            pausedFor = "";
            return become(RolloutStatus.RUNNING);
        }

        private boolean become(RolloutStatus next) {
            status = next;
            return true;
        }

        RolloutView finish(long at) {
            return new RolloutView(
                    from.rolloutId,
                    from.text,
                    status,
                    from.version + 1,
                    at,
                    started,
                    approvers,
                    stage,
                    asking,
                    approved,
                    frontiers,
                    released,
                    stageReleased,
                    openings,
                    releasedAt,
                    slot,
                    slotLeft,
                    pausedFor,
                    overruled);
        }
    }
}
