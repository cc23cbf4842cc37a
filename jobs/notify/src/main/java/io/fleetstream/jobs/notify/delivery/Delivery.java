package io.fleetstream.jobs.notify.delivery;

import io.fleetstream.jobs.notify.domain.Notice;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** A notice on its way; belongs to the thread of its courier. */
final class Delivery {
    final Notice notice;
    final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    int tries;
    String lastAnswer;
    boolean onTheWire;

    /** Ends the wait; null until it has begun. */
    Future<?> deadline;

    Delivery(Notice notice) {
        this.notice = notice;
    }

    /** For people. */
    String story() {
        return switch (tries) {
            case 0 -> "its turn never came while the target did not answer";
            case 1 -> lastAnswer + " at the only try";
            default -> lastAnswer + " at the last of " + tries + " tries";
        };
    }
}
