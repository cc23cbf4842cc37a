package io.fleetstream.jobs.rollout.state;

import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CohortStatesTest {
    @ParameterizedTest
    @ValueSource(classes = {FleetRow.class, ReportRow.class, ScanRow.class})
    void needNoGenericSerializer(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }
}
