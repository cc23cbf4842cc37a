package io.fleetstream.schemas.firmware;

import java.io.Serial;

/** What should be a manifest is none. */
public final class ManifestException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    ManifestException(String message) {
        super(message);
    }
}
