package io.fleetstream.connectors.parquet.staging;

import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.io.api.Binary;

/**
 * Makes equal texts of one merge the same object, mostly, so that they are compared at a glance.
 * Forgets them when they are too many: rows come sorted, so few are met again.
 */
final class Texts {
    /** Texts that are remembered. */
    static final int MOST = 1 << 16;

    private final Map<Binary, Binary> known = new HashMap<>();

    Binary intern(byte[] utf8) {
        Binary text = Binary.fromConstantByteArray(utf8);
        if (known.size() == MOST) {
            known.clear();
        }
        Binary before = known.putIfAbsent(text, text);
        return before == null ? text : before;
    }

    int size() {
        return known.size();
    }
}
