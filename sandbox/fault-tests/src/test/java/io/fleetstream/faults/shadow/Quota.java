package io.fleetstream.faults.shadow;

/**
 * How many requests may be written: no more than a ceiling, and no more than so many without an
 * answer in Kafka, or by MQTT. So a fault after a number of answers meets a job at work, on a
 * machine of any speed. A pace keeps it at work for as long as a fault takes.
 */
final class Quota {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final int window;
    private final int windowByMqtt;
    private long ceiling;
    private long issued;
    private long answered;
    private long answeredByMqtt;
    private long betweenNanos;
    private long nextNanos = System.nanoTime();

    Quota(int window, int windowByMqtt) {
        this.window = window;
        this.windowByMqtt = windowByMqtt;
    }

    /** Waits until one more may be written; its number, from 0 on. */
    synchronized int take() throws InterruptedException {
        while (issued >= ceiling
                || issued - answered >= window
                || issued - answeredByMqtt >= windowByMqtt) {
            wait();
        }
        int number = (int) issued++;
        long now = System.nanoTime();
        long due = nextNanos - now > 0 ? nextNanos : now;
        nextNanos = due + betweenNanos;
        for (long left = due - now; left > 0; left = due - System.nanoTime()) {
            wait(left / NANOS_PER_MILLI + 1);
        }
        return number;
    }

    /** From now on at most so many in a second; 0 for no limit. */
    synchronized void pace(int perSecond) {
        betweenNanos = perSecond == 0 ? 0 : NANOS_PER_SECOND / perSecond;
    }

    synchronized void answered() {
        answered++;
        notifyAll();
    }

    synchronized void answeredByMqtt() {
        answeredByMqtt++;
        notifyAll();
    }

    synchronized void raise(long to) {
        ceiling = to;
        notifyAll();
    }
}
