package io.fleetstream.jobs.rollout.domain.gate;

/**
 * Decides whether a rollout may go on. A function of the case alone: what stops comes first, harm
 * before failures, and AWS's criteria before hawkBit's.
 */
public final class Gate {
    private Gate() {}

    /** What is to be done. */
    public static Verdict decide(GateCase given) {
        for (int guard = 0; guard < given.guards().size(); guard++) {
            if (harmed(given, guard)) {
                return verdict(
                        Decision.ROLLBACK, Verdict.Reason.HARM, given.guards().get(guard).guard());
            }
        }
        StageCriteria criteria = given.criteria();
        for (AbortCriterion abort : criteria.aborts()) {
            if (abort.met(given.executions())) {
                return verdict(
                        decision(abort.action()),
                        Verdict.Reason.ABORT_CRITERION,
                        abort.type().name());
            }
        }
        if (criteria.error(given.executions())) {
            return verdict(decision(criteria.errorAction()), Verdict.Reason.ERROR_CONDITION, "");
        }
        return progress(given);
    }

    private static Verdict progress(GateCase given) {
        StageCriteria criteria = given.criteria();
        if (given.releasedAt() == Long.MAX_VALUE) {
            return hold(Verdict.Reason.RELEASING, "");
        }
        if (!criteria.success(given.executions())) {
            return hold(Verdict.Reason.NOT_FINISHED, "");
        }
        if (!given.soaked(criteria.minimumSoakMs())) {
            return hold(waiting(given, criteria.minimumSoakMs(), Verdict.Reason.SOAKING), "");
        }
        for (GuardEvidence guard : given.guards()) {
            boolean few =
                    guard.treated().atRisk() + guard.treated().events()
                            < given.policy().minimumAtRisk();
            if (few || guard.safety() < given.policy().proceedAt()) {
                return undecided(
                        given,
                        few ? Verdict.Reason.TOO_FEW : Verdict.Reason.UNDECIDED,
                        guard.guard());
            }
        }
        return verdict(Decision.PROCEED, Verdict.Reason.SAFE, "");
    }

    private static Verdict undecided(GateCase given, Verdict.Reason reason, String guard) {
        if (!given.soaked(given.criteria().maximumSoakMs())) {
            return hold(waiting(given, given.criteria().maximumSoakMs(), reason), guard);
        }
        return switch (given.criteria().undecided()) {
            case ASK -> hold(Verdict.Reason.ASK, guard);
            case PROCEED -> verdict(Decision.PROCEED, Verdict.Reason.SOAKED, guard);
            case ABORT -> verdict(Decision.ABORT, Verdict.Reason.SOAKED, guard);
        };
    }

    /** Why it waits though, or because, so much time has not soaked. */
    private static Verdict.Reason waiting(GateCase given, long millis, Verdict.Reason reason) {
        return given.passed(millis) ? Verdict.Reason.UNJUDGED : reason;
    }

    private static boolean harmed(GateCase given, int guard) {
        GuardEvidence evidence = given.guards().get(guard);
        return evidence.peak() >= given.policy().stopAt()
                && evidence.excessPerDay() > 0
                && evidence.excessPerDay() >= given.policy().guards().get(guard).floorPerDay();
    }

    private static Decision decision(StopAction action) {
        return switch (action) {
            case PAUSE -> Decision.PAUSE;
            case ABORT -> Decision.ABORT;
            case ROLLBACK -> Decision.ROLLBACK;
        };
    }

    private static Verdict hold(Verdict.Reason reason, String subject) {
        return verdict(Decision.HOLD, reason, subject);
    }

    private static Verdict verdict(Decision decision, Verdict.Reason reason, String subject) {
        return new Verdict(decision, reason, subject);
    }
}
