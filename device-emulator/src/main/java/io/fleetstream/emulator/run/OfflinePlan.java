package io.fleetstream.emulator.run;

import io.fleetstream.emulator.signal.Timeline;

/** When a gateway has no connection, in true time. Confined to its serial executor. */
final class OfflinePlan {
    private final Episodes episodes;
    private final RunOptions options;
    private final long gatewaySeed;
    private long era;
    private Episodes.Range slots;
    private boolean offline;

    OfflinePlan(Episodes episodes, RunOptions options, long gatewaySeed) {
        this.episodes = episodes;
        this.options = options;
        this.gatewaySeed = gatewaySeed;
        this.slots = episodes.offline(gatewaySeed, 0);
    }

    boolean isOffline() {
        return offline;
    }

    /** When this changes next, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
    long nextChangeMs() {
        if (slots == null) {
            return Long.MAX_VALUE;
        }
        return offline ? untilMs() : time(slots.first());
    }

    /** End of the present or next time offline, epoch milliseconds. */
    long untilMs() {
        GatewayOptions gateways = options.gateways().orElseThrow();
        return gateways.offlineFor()
                .map(length -> time(slots.first()) + length.toMillis())
                .orElseGet(() -> time(slots.last() + 1));
    }

    /** Goes offline, or comes back. */
    void change() {
        offline = !offline;
        if (!offline) {
            era++;
            boolean over = options.messagesPerDevice() != RunOptions.UNTIL_STOPPED;
            slots = over ? null : episodes.offline(gatewaySeed, era);
        }
    }

    private long time(long slot) {
        Timeline timeline = options.timeline();
        return timeline.startMs() + (long) ((slot - 1) * timeline.intervalMs());
    }
}
