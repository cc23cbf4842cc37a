package io.fleetstream.schemas;

/** Names of the Kafka record headers the bridge writes and reads; values are UTF-8 text. */
public final class RecordHeaders {
    /** MQTT topic the message came from or goes to. */
    public static final String MQTT_TOPIC = "mqtt.topic";

    /** Arrival at the bridge, microseconds since the epoch; kept as given on trusted routes. */
    public static final String RECEIVED_AT = "received-at";

    /** MQTT 5 content type, if the device sent one. */
    public static final String CONTENT_TYPE = "content-type";

    /** {@code gzip} or {@code zlib}; absent for plain payloads. From the user property. */
    public static final String CONTENT_ENCODING = "content-encoding";

    /**
     * Present, with any value, on the heartbeats of the bridge in {@code telemetry.raw} and of
     * ingest in {@code telemetry.readings}; their key is null, their value empty, or null among
     * records in the wire format.
     */
    public static final String HEARTBEAT = "heartbeat";

    /** Size of the payload in bytes where the bridge cut it because Kafka would have refused it. */
    public static final String TRUNCATED_FROM = "truncated-from";

    /** Quality of service of a downlink message: 0, 1 or 2; 1 if absent. */
    public static final String MQTT_QOS = "mqtt.qos";

    /** {@code true} for a retained downlink message. */
    public static final String MQTT_RETAIN = "mqtt.retain";

    /**
     * Message expiry of a downlink message in seconds, from the record's Kafka timestamp; none if
     * absent. Does not count beside {@link #EXPIRES_AT}.
     */
    public static final String EXPIRY_SECONDS = "expiry-seconds";

    /**
     * When a downlink message is of no use any more, microseconds since the epoch, however late the
     * record was written. With less than a second left, it is not sent.
     */
    public static final String EXPIRES_AT = "expires-at";

    /**
     * {@code arrival} where the route makes the arrival time the event time; the device's own time
     * is kept beside it.
     */
    public static final String TIME_AUTHORITY = "time-authority";

    /**
     * Where a replayed record stood first: {@code topic/partition/offset/index}. It keeps that
     * identity, so that a second replay changes nothing.
     */
    public static final String REPLAYED_FROM = "replayed-from";

    /** Which replay of dead letters wrote the record. */
    public static final String REPLAY_ID = "replay-id";

    /**
     * How many requests of the thing the bridge has passed on without an answer, this one included;
     * a decimal count. On {@code shadow.requests} and {@code jobs.requests}.
     */
    public static final String IN_FLIGHT = "in-flight";

    /**
     * Who wrote a request into the log if not a device by MQTT: {@code operator}, {@code bulk} or
     * {@code expiry}; in {@code jobs.requests} {@code rollout} or {@code timer}. No device can set
     * it.
     */
    public static final String WRITER = "writer";

    /**
     * Identity of a request that may be appended twice; a second one with the same identity changes
     * nothing.
     */
    public static final String REQUEST_ID = "request-id";

    /**
     * Identity of an effect on the executions of a device, in {@code jobs.requests}; a second one
     * with the same identity changes nothing.
     */
    public static final String EFFECT_ID = "effect-id";

    /** Prefix under which MQTT 5 user properties travel, both ways. */
    public static final String USER_PROPERTY_PREFIX = "user.";

    private RecordHeaders() {}
}
