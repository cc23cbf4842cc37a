package io.fleetstream.emulator.mqtt;

/** Told what becomes of a message; always on the publisher's serial executor. */
public interface Delivery {
    /** Nobody wants to know. */
    Delivery UNHEARD = new Delivery() {};

    /** A delivery of which only the good end matters. */
    static Delivery onAcknowledged(Runnable action) {
        return new Delivery() {
            @Override
            public void acknowledged() {
                action.run();
            }
        };
    }

    /** It has been given to the client library for the first time. */
    default void sent() {}

    /** It is sent again, since its acknowledgement never came: the broker may have both. */
    default void redelivered() {}

    /** The broker has taken responsibility. */
    default void acknowledged() {}

    /** The broker has said no; it is not sent again. */
    default void refused() {}

    /**
     * The publisher has given up.
     *
     * @param sent whether it was ever sent: if so, nobody knows whether it arrived
     */
    default void abandoned(boolean sent) {}
}
