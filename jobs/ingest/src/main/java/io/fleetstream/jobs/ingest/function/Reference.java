package io.fleetstream.jobs.ingest.function;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.state.ModelRow;
import io.fleetstream.jobs.ingest.state.RegistryRow;

/** What is broadcast to every device. */
interface Reference {

    /** The model of that key; null if there is none. */
    ModelRow model(String key) throws Exception;

    /** How a manifest registers the device of a message; null if none allows it. */
    Registration manifested(ParsedMessage message);

    /**
     * A registration on first sight.
     *
     * @param row what the registry would have said
     * @param manifest name of the manifest that says so
     */
    record Registration(RegistryRow row, String manifest) {}
}
