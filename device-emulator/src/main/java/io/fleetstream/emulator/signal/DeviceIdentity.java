package io.fleetstream.emulator.signal;

/**
 * Who a virtual device is.
 *
 * @param org first level of its topics
 * @param site second level of its topics
 * @param profile what it measures; its type is the third level
 * @param id unique in the deployment, and its MQTT client id
 */
public record DeviceIdentity(String org, String site, DeviceProfile profile, String id) {

    /** MQTT topic of one of its channels, such as {@code reading} or {@code status}. */
    public String topic(String channel) {
        return org + "/" + site + "/" + profile.type() + "/" + id + "/" + channel;
    }

    /** Hash of seed and id: what makes this device different from its neighbours. */
    public long seed(long seed) {
        return Noise.hash(seed, Noise.hash(id));
    }
}
