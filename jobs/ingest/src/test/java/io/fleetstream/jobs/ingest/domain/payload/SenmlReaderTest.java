package io.fleetstream.jobs.ingest.domain.payload;

import static io.fleetstream.jobs.ingest.domain.payload.Parsing.NOW;
import static io.fleetstream.jobs.ingest.domain.payload.Parsing.metric;
import static io.fleetstream.jobs.ingest.domain.payload.Parsing.reading;
import static io.fleetstream.jobs.ingest.domain.payload.Parsing.readings;
import static io.fleetstream.jobs.ingest.domain.payload.Parsing.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.ingest.domain.ParsedReading;
import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of RFC 8428, sections 5.1 and 6, with our device in their names. */
class SenmlReaderTest {
    @Test
    void inheritsBaseValuesAndGroupsByTime() throws Exception {
        assertThat(
                        readings(
                                """
                                [{"bn":"urn:dev:ow:d1:","bt":1.7e9,"bu":"A","bver":5,
                                  "n":"voltage","u":"V","v":120.1},
                                 {"n":"current","t":-5,"v":1.2},
                                 {"n":"voltage","u":"V","t":-5,"v":119.5},
                                 {"n":"current","v":1.7}]
                                """))
                .containsExactly(
                        reading(NOW, metric("voltage", 120.1, "V"), metric("current", 1.7, "A")),
                        reading(
                                NOW - 5_000_000,
                                metric("current", 1.2, "A"),
                                metric("voltage", 119.5, "V")));
    }

    @Test
    void takesSmallTimesForRelativeToArrival() throws Exception {
        assertThat(
                        readings(
                                "[{\"n\":\"a\",\"v\":1,\"t\":-10.5},{\"n\":\"a\",\"v\":2},"
                                        + "{\"n\":\"a\",\"v\":3,\"t\":268435455},"
                                        + "{\"n\":\"a\",\"v\":4,\"t\":268435456}]"))
                .extracting(ParsedReading::deviceTime)
                .containsExactly(
                        NOW - 10_500_000, null, NOW + 268_435_455_000_000L, 268_435_456_000_000L);
    }

    @Test
    void addsBaseValuesAndBaseSums() throws Exception {
        assertThat(
                        readings(
                                """
                                [{"bn":"d1/","bv":20,"bs":1000,"n":"t","v":1.5},
                                 {"n":"on","vb":true},
                                 {"n":"energy","u":"W","v":-20,"s":5}]
                                """))
                .containsExactly(
                        reading(
                                null,
                                metric("t", 21.5, null),
                                metric("on", 1, null),
                                metric("energy", 0, "W"),
                                metric("energy_sum", 1005, null)));
    }

    @Test
    void passesRecordsThatOnlySayWhatHoldsFurtherOn() throws Exception {
        assertThat(readings("[{\"bn\":\"d1.\"},{\"n\":\"a\",\"v\":1,\"ut\":60,\"x\":[{}]}]"))
                .containsExactly(reading(null, metric("a", 1, null)));
    }

    @ParameterizedTest
    @CsvSource({
        "d1:temperature,temperature",
        "d1/temperature,temperature",
        "d1.temperature,temperature",
        "urn:dev:mac:d1:temperature,temperature",
        "urn:dev:ow:d1_temperature,temperature",
        "d10:temperature,d10:temperature",
        "d1temperature,d1temperature",
        "urn:dev:ow:d2:temperature,urn:dev:ow:d2:temperature",
        "temperature,temperature",
    })
    void takesTheDevicesOwnIdOffItsNames(String name, String metric) throws Exception {
        assertThat(readings("[{\"n\":\"" + name + "\",\"v\":1}]").get(0).metrics())
                .containsExactly(metric(metric, 1, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"n\":\"a\",\"vs\":\"x\"}]               | WRONG_TYPE | /0/vs",
                "[{\"n\":\"a\",\"vd\":\"eA\"}]              | WRONG_TYPE | /0/vd",
                "[{\"n\":\"a\",\"v\":\"1\"}]                | WRONG_TYPE | /0/v",
                "[{\"n\":\"a\",\"vb\":1}]                   | WRONG_TYPE | /0/vb",
                "[{\"n\":\"a\",\"v\":1,\"must_\":1}]        | WRONG_TYPE | /0/must_",
                "[{\"n\":\"a\",\"v\":1},2]                  | WRONG_TYPE | /1",
                "[{\"n\":\"a\"}]                            | MISSING_FIELD | /0/v",
                "[{\"bn\":\"\",\"v\":1}]                    | MISSING_FIELD | /0/n",
                "[{\"n\":\"d1\",\"v\":1}]                   | MISSING_FIELD | /0/n",
                "[{\"bn\":\"d1:\"}]                         | MISSING_FIELD | ''",
                "[{\"n\":\"a\",\"v\":1,\"bver\":11}]        | UNSUPPORTED_ENCODING | /0/bver",
                "[{\"n\":\"a\",\"v\":1e308,\"bv\":1e308}]   | NAN | /0/n",
                "[{\"n\":\"a\",\"v\":1},{\"n\":\"a\",\"v\":1}] | NOT_JSON |",
                "[{\"n\":\"a\",\"v\":1,\"vb\":true}]        | NOT_JSON |",
                "[{\"n\":\"a\",\"v\":1                      | NOT_JSON |",
            })
    void rejectsForOneReason(String json, ReasonCode reason, String path) {
        RejectedException rejected = rejection(json);

        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.path()).isEqualTo(path);
    }

    @Test
    void tellsPacksFromBatchesUnlessTheContentTypeSaysIt() throws Exception {
        assertThat(readings("[{\"n\":5,\"v\":1}]").get(0).metrics())
                .containsExactly(metric("n", 5, null), metric("v", 1, null));
        byte[] pack = "[{\"n\":5,\"v\":1}]".getBytes(StandardCharsets.UTF_8);
        assertThat(rejection(pack, "application/senml+json").path()).isEqualTo("/0/n");
    }

    @Test
    void readsTheIntegerLabelsOfCbor() throws Exception {
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        pack.writeBytes(new byte[] {(byte) 0x81, (byte) 0xA4, 0x21, 0x63, 'd', '1', ':'});
        pack.writeBytes(new byte[] {0x00, 0x61, 't', 0x01, 0x63, 'C', 'e', 'l'});
        pack.writeBytes(new byte[] {0x02, (byte) 0xF9, 0x4D, 0x60});
        for (String type : new String[] {"application/senml+cbor", "application/cbor"}) {
            assertThat(readings(pack.toByteArray(), type))
                    .containsExactly(reading(null, metric("t", 21.5, "Cel")));
        }
    }

    @Test
    void readsTheTextLabelsOfCbor() throws IOException, RejectedException {
        byte[] pack = Parsing.cbor("[{\"bn\":\"d1:\",\"n\":\"a\",\"v\":1.5}]");

        assertThat(readings(pack, "application/cbor"))
                .containsExactly(reading(null, metric("a", 1.5, null)));
    }
}
