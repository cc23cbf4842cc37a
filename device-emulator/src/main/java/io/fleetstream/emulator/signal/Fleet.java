package io.fleetstream.emulator.signal;

import java.util.List;
import java.util.stream.IntStream;

/** Builds the devices of a run: profiles and sites in turn, ids numbered from 1. */
public final class Fleet {
    private Fleet() {}

    /**
     * The devices behind gateways: each gateway stands at one site, sites taken in turn.
     *
     * @param gateways how many; positive
     * @param each devices behind every gateway; positive
     */
    public static List<DeviceIdentity> behindGateways(
            int gateways,
            int each,
            List<DeviceProfile> profiles,
            String org,
            List<String> sites,
            String idPrefix) {
        return IntStream.range(0, gateways * each)
                .mapToObj(
                        i ->
                                device(
                                        i,
                                        profiles.get(i % profiles.size()),
                                        org,
                                        sites.get(i / each % sites.size()),
                                        idPrefix))
                .toList();
    }

    /**
     * The devices.
     *
     * @param count how many; positive
     * @param profiles taken in turn
     * @param org first topic level
     * @param sites taken in turn, each for one round of profiles
     * @param idPrefix put before every id; may be empty
     */
    public static List<DeviceIdentity> of(
            int count,
            List<DeviceProfile> profiles,
            String org,
            List<String> sites,
            String idPrefix) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> {
                            DeviceProfile profile = profiles.get(i % profiles.size());
                            String site = sites.get(i / profiles.size() % sites.size());
                            return device(i, profile, org, site, idPrefix);
                        })
                .toList();
    }

    private static DeviceIdentity device(
            int index, DeviceProfile profile, String org, String site, String idPrefix) {
        String id = String.format("%s%s-%05d", idPrefix, profile.type(), index + 1);
        return new DeviceIdentity(org, site, profile, id);
    }
}
