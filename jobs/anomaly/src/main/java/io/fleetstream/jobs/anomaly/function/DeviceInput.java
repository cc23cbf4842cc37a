package io.fleetstream.jobs.anomaly.function;

/** Something about a device on its way to it, in bytes; {@link DeviceInputs} makes and reads it. */
public final class DeviceInput {
    private String deviceId;
    private int kind;
    private byte[] body;

    /** For Flink. */
    public DeviceInput() {}

    DeviceInput(String deviceId, int kind, byte[] body) {
        this.deviceId = deviceId;
        this.kind = kind;
        this.body = body;
    }

    /** Device; what the stream is keyed by. */
    public String getDeviceId() {
        return deviceId;
    }

    /** For Flink. */
    public void setDeviceId(String deviceId) {
        this.deviceId = deviceId;
    }

    /** What it is about. */
    public int getKind() {
        return kind;
    }

    /** For Flink. */
    public void setKind(int kind) {
        this.kind = kind;
    }

    /** Its content; nobody writes into it. */
    public byte[] getBody() {
        return body;
    }

    /** For Flink. */
    public void setBody(byte[] body) {
        this.body = body;
    }
}
