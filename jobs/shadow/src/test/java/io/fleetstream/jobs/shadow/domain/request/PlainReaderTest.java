package io.fleetstream.jobs.shadow.domain.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.jobs.shadow.domain.tree.JsonOut;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainReaderTest {
    private static final long SEED = 20_261_121;
    private static final int PAYLOADS = 300_000;
    private static final long STAMP = 1_767_225_600;
    private static final int MAX_DEPTH = 3;
    private static final int MAX_TOKEN = 8;

    private static final String[] WHOLE = {
        "{\"state\":{\"reported\":{\"t\":21.5,\"a\":{\"b\":[1,{\"c\":true}]}}}}",
        "{\"clientToken\":\"t-1\",\"state\":{\"desired\":{\"x\":null}},\"version\":12}",
        "{ \"state\" : { \"desired\" : null , \"reported\" : { } }\n,\t\"version\":0}\r\n",
        "{\"state\":{\"reported\":{\"n\":-0.5e+10,\"m\":[],\"s\":\"on\",\"s\":false}},\"state\":{}}",
        "{\"state\":null,\"version\":null,\"clientToken\":null}",
        "{\"version\":999999999999999999,\"state\":{\"desired\":{\"a\":{\"b\":{\"c\":{}}}}}}",
        "{\"clientToken\":\"123456789\",\"state\":{\"delta\":{},\"reported\":{\"a\":[null]}}}",
    };
    private static final String LETTERS = "{}[]\",:\\ \n-+.eE0129tfnul\u0000\u0007\u00e9";

    private final RequestReader reader =
            new RequestReader(1 << 17, MAX_DEPTH, MAX_TOKEN, true, true);

    @Test
    void readsWhatTheRulesRead() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        int plain = 0;
        for (int i = 0; i < PAYLOADS; i++) {
            byte[] payload = payload(random);
            UpdateRequest read = new PlainReader(payload, STAMP, MAX_DEPTH).update(MAX_TOKEN);
            if (read != null) {
                plain++;
                assertThat(text(read))
                        .as(new String(payload, StandardCharsets.UTF_8))
                        .isEqualTo(text(reader.updateByTheRules(payload, STAMP)));
            }
        }
        // otherwise the test says nothing
        assertThat(plain).isBetween(PAYLOADS / 10, PAYLOADS * 9 / 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"state\":{\"reported\":{\"t\":21.5,\"ok\":true,\"s\":\"on\",\"l\":[1,2]}}}",
                " {\"state\":{\"desired\":{\"a\":{\"b\":-1E-2}}},\"clientToken\":\"t\",\"version\":3"
                    + " } "
            })
    void readsWhatDevicesSend(String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);

        assertThat(new PlainReader(bytes, STAMP, MAX_DEPTH).update(MAX_TOKEN)).isNotNull();
    }

    /** A good payload, in which most often some letters have been exchanged, dropped or doubled. */
    private static byte[] payload(Random random) {
        StringBuilder text = new StringBuilder(WHOLE[random.nextInt(WHOLE.length)]);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(text.length());
            char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, letter);
                case 1 -> text.insert(at, letter);
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String text(UpdateRequest request) {
        return List.of(
                        String.valueOf(request.first(List.of(Fault.values()))),
                        String.valueOf(request.clientToken()),
                        request.isVersioned() + " " + request.version(),
                        request.isStateNull(),
                        text(request.desired()),
                        text(request.reported()))
                .toString();
    }

    private static String text(Section section) {
        JsonOut out = new JsonOut();
        section.content().writeState(out);
        section.content().writeMetadata(out);
        return section.kind() + new String(out.toBytes(), StandardCharsets.UTF_8);
    }
}
