package io.fleetstream.e2e.shadow;

/**
 * How many requests may be written: no more than a ceiling, and no more than so many without an
 * answer in Kafka, or by MQTT. So a fault after a number of answers meets a job at work, on a
 * machine of any speed.
 */
final class Quota {
    private final int window;
    private final int windowByMqtt;
    private long ceiling;
    private long issued;
    private long answered;
    private long answeredByMqtt;

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
        return (int) issued++;
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
