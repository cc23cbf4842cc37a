package io.fleetstream.emulator.update;

import io.fleetstream.schemas.firmware.FirmwareManifest;
import io.fleetstream.schemas.firmware.ManifestException;
import java.security.PublicKey;
import java.util.Optional;

/** Why a device does not install an image; the first reason there is. */
final class FirmwareJudge {
    private final Optional<PublicKey> trusted;

    FirmwareJudge(Optional<PublicKey> trusted) {
        this.trusted = trusted;
    }

    /** Reads the manifest into the update; a reason to reject it, or empty. */
    String reject(Update update, String firmware, String hardware, int counter) {
        try {
            update.manifest = FirmwareManifest.read(update.firmware());
        } catch (ManifestException e) {
            return "no manifest: " + e.getMessage();
        }
        FirmwareManifest manifest = update.manifest;
        if (!manifest.hardware().isEmpty() && !manifest.hardware().contains(hardware)) {
            return "hardware is " + hardware;
        }
        if (!manifest.minimumVersion().isEmpty()
                && Versions.compare(firmware, manifest.minimumVersion()) < 0) {
            return "version is " + firmware;
        }
        return manifest.counter() < counter ? "counter is " + counter : "";
    }

    /** A reason to fail once the image is there, or empty. */
    String fail(Update update, byte[] image) {
        if (update.fault == UpdateFaults.Fault.HASH || !update.manifest.isOf(image)) {
            return "hash";
        }
        boolean known =
                trusted.isPresent()
                        && update.fault != UpdateFaults.Fault.SIGNATURE
                        && update.manifest.isSignedBy(trusted.get());
        return known ? "" : "signature";
    }
}
