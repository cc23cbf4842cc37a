package io.fleetstream.connectors.parquet.staging;

import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.io.api.Binary;

/** Makes equal texts of one merge the same object, so that they are compared at a glance. */
final class Texts {
    private final Map<Binary, Binary> known = new HashMap<>();

    Binary intern(byte[] utf8) {
        Binary text = Binary.fromConstantByteArray(utf8);
        Binary before = known.putIfAbsent(text, text);
        return before == null ? text : before;
    }
}
