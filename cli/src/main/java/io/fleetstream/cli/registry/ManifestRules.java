package io.fleetstream.cli.registry;

import io.fleetstream.schemas.DeviceManifest;
import java.util.regex.Pattern;

/** What a manifest must be beyond its schema. */
final class ManifestRules {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9:_*?-]{1,128}");

    private ManifestRules() {}

    static void check(DeviceManifest manifest) throws BadFieldException {
        if (manifest.getName().isBlank()) {
            throw new BadFieldException("/name is empty");
        }
        if (manifest.getDeviceIds().isEmpty()) {
            throw new BadFieldException("/device_ids is empty; delete the manifest instead");
        }
        for (String id : manifest.getDeviceIds()) {
            if (!ALLOWED.matcher(id).matches()) {
                throw new BadFieldException(
                        "/device_ids has '"
                                + id
                                + "'; accepted: 1 to 128 of A-Z a-z 0-9 : _ - and * ?");
            }
        }
    }
}
