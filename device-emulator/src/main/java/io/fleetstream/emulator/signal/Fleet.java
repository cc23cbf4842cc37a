package io.fleetstream.emulator.signal;

import java.util.List;
import java.util.stream.IntStream;

/** Builds the devices of a run: profiles and sites in turn, ids numbered from 1. */
public final class Fleet {
    private Fleet() {}

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
                            String id = String.format("%s%s-%05d", idPrefix, profile.type(), i + 1);
                            return new DeviceIdentity(org, site, profile, id);
                        })
                .toList();
    }
}
