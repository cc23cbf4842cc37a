package io.fleetstream.jobs.ingest.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedMessage;
import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.function.ManifestChange;
import io.fleetstream.jobs.ingest.function.ModelChange;
import io.fleetstream.jobs.ingest.function.ReferenceChange;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestStatesTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                RegistryRow.class,
                ManifestRow.class,
                ReferenceChange.class,
                ModelRow.class,
                QuantityRow.class,
                ModelChange.class,
                ManifestChange.class,
                ParsedMessage.class,
                ParsedReading.class,
                ParsedMetric.class,
            })
    void needsNoKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    @Test
    void fillsInWhatAnOlderSavepointLacks() {
        assertThat(new DeviceHistory(null, null, null).sessions()).isEmpty();
    }
}
