package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.state.ModelRow;

/**
 * One input of one device.
 *
 * @param card what is remembered of the device; changed in place
 * @param reference what is broadcast
 * @param outlet where outcomes go
 */
record Turn(DeviceCard card, Reference reference, Outlet outlet) {

    /** The model of the device; null if it has none that is known. */
    ModelRow model() throws Exception {
        return card.registry == null || card.registry.model() == null
                ? null
                : reference.model(card.registry.model());
    }
}
