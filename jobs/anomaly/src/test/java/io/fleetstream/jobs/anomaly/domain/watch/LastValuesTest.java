package io.fleetstream.jobs.anomaly.domain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.anomaly.domain.bytes.ByteReader;
import io.fleetstream.jobs.anomaly.domain.bytes.ByteWriter;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LastValuesTest {
    private static final long SEED = 20261121;

    @Test
    void keepsTheLastOfEachMetric() {
        Random random = new Random(SEED);
        LastValues values = new LastValues();
        Map<String, Double> expected = new TreeMap<>();
        for (int round = 0; round < 200; round++) {
            String metric = "m" + random.nextInt(30);
            double value = random.nextDouble();
            values.put(metric, value);
            expected.put(metric, value);
            values = round % 7 == 0 ? LastValues.read(new ByteReader(bytes(values))) : values;
        }
        LastValues last = values;
        assertThat(expected).hasSize(30);
        expected.forEach((metric, value) -> assertThat(last.get(metric)).isEqualTo(value));
        assertThat(last.get("m")).isNaN();
    }

    @Test
    void hasOneFormWhicheverCameFirst() {
        LastValues one = new LastValues();
        one.put("a", 1);
        one.put("b", 2);
        one.put("c", 3);
        LastValues other = new LastValues();
        other.put("c", 3);
        other.put("a", 0);
        other.put("b", 2);
        other.put("a", 1);
        assertThat(bytes(other)).isEqualTo(bytes(one));
    }

    @Test
    void isEmptyUntilThereIsOne() {
        LastValues values = LastValues.read(new ByteReader(bytes(new LastValues())));
        assertThat(values.isEmpty()).isTrue();
        values.put("a", 1);
        assertThat(values.isEmpty()).isFalse();
    }

    private static byte[] bytes(LastValues values) {
        ByteWriter out = new ByteWriter();
        values.write(out);
        return out.toBytes();
    }
}
