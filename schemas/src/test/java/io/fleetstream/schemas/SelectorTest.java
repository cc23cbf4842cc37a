package io.fleetstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTest {
    private static final DeviceTraits DEVICE =
            new DeviceTraits(
                    "d1",
                    "acme",
                    "plant-1",
                    "pump",
                    "m-100",
                    "rev b",
                    "ACTIVE",
                    "1.4.2",
                    Map.of("zone", "a", "f,l|o", "3*\"\\"));
    private static final DeviceTraits BARE =
            new DeviceTraits(
                    "d2", "acme", "plant-2", "pump", null, null, "RETIRED", null, Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "device=*",
                "device=d1",
                "device = d1",
                " device=d0|d1|d2 ",
                "device!=d2",
                "device!=d2|d3",
                "device in (d0, d1)",
                "device in(d1)",
                "device not in (d0,d2)",
                "org=acme,site=plant-1,type=pump,model=m-100",
                "org=acme, site=plant-1",
                "hardware=\"rev b\"",
                "status=ACTIVE",
                "status!=RETIRED",
                "tag.zone=a",
                "tag.zone=*",
                "tag.zone!=b",
                "tag.floor!=3",
                "tag.floor!=*",
                "tag.floor not in (3)",
                "model=*",
                "site!=plant-2,!=plant-3",
                "firmware=1.4.2",
                "firmware=v1.4.2",
                "firmware=1.4.2+build7",
                "firmware=1.4.2.0",
                "firmware=1|1.4.2",
                "firmware!=1.4",
                "firmware>=1.2,<2",
                "firmware >= 1.4.2 , <= 1.4.2",
                "firmware>1.4.2-rc.1",
                "firmware<1.10",
                "firmware>1.4,firmware<1.5"
            })
    void picksTheDevice(String selector) {
        assertThat(Selector.parse(selector).matches(DEVICE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "device=d2",
                "device=D1",
                "device!=*",
                "device!=d1",
                "device!=d0|d1",
                "device not in (d1)",
                "device in (d0,d2)",
                "org=acme,site=plant-2",
                "org=other,site=plant-1",
                "hardware=rev",
                "status=RETIRED",
                "tag.zone=b",
                "tag.zone!=*",
                "tag.zone!=a",
                "tag.floor=3",
                "tag.floor=*",
                "tag.zone=a,!=a",
                "firmware=1.4",
                "firmware!=1.4.2.0",
                "firmware>1.4.2",
                "firmware<1.4.2",
                "firmware>=1.10",
                "firmware>=1.2,<1.4.2",
                "firmware=1.4.2-rc.1"
            })
    void leavesTheDeviceOut(String selector) {
        assertThat(Selector.parse(selector).matches(DEVICE)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "model=m-100; false",
                "model=*; false",
                "model!=*; true",
                "model!=m-100; true",
                "model not in (m-100); true",
                "hardware!=x; true",
                "tag.zone=a; false",
                "firmware=1; false",
                "firmware!=1; true",
                "firmware<1; false",
                "firmware<=1; false",
                "firmware>0; false",
                "firmware>=0; false",
                "firmware!=*; true",
                "status=RETIRED; true"
            })
    void letsATraitThatIsMissingEqualNothing(String selector, boolean matches) {
        assertThat(Selector.parse(selector).matches(BARE)).isEqualTo(matches);
    }

    @Test
    void takesAnyTextForAValueInQuotationMarks() {
        DeviceTraits device =
                new DeviceTraits(
                        "d", "o", "s", "t", null, null, "ACTIVE", null, Map.of("k", "3*,\"\\ |"));
        Selector selector = Selector.parse("tag.k=\"3*,\\\"\\\\ |\"");
        assertThat(selector.matches(device)).isTrue();
        assertThat(Selector.parse(selector.toString())).isEqualTo(selector);
        assertThat(Selector.parse("tag.k=\"*\"").matches(device)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "build-7, firmware=build-7, true",
        "build-7, firmware>=0, false",
        "build-7, firmware<999, false",
        "build-7, firmware!=1, true"
    })
    void comparesFirmwareThatIsNoVersionAsText(String firmware, String selector, boolean matches) {
        assertThat(Selector.parse(selector).matches(withFirmware(firmware))).isEqualTo(matches);
    }

    @Test
    void ordersVersionsAsSemanticVersioningDoes() {
        String[] rising = {
            "0",
            "0.9.99",
            "1.0.0-1",
            "1.0.0-2",
            "1.0.0-10",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.0.1",
            "1.0.1",
            "1.2",
            "1.10",
            "2",
            "2.0.0.0.1",
            "18446744073709551616"
        };
        for (int i = 0; i < rising.length; i++) {
            DeviceTraits device = withFirmware(rising[i]);
            for (int j = 0; j < rising.length; j++) {
                String other = rising[j];
                assertThat(Selector.parse("firmware<" + other).matches(device))
                        .as("%s < %s", rising[i], other)
                        .isEqualTo(i < j);
                assertThat(Selector.parse("firmware>=" + other).matches(device)).isEqualTo(i >= j);
                assertThat(Selector.parse("firmware<=" + other).matches(device)).isEqualTo(i <= j);
                assertThat(Selector.parse("firmware>" + other).matches(device)).isEqualTo(i > j);
                assertThat(Selector.parse("firmware=" + other).matches(device)).isEqualTo(i == j);
                assertThat(Selector.parse("firmware!=" + other).matches(device)).isEqualTo(i != j);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "''; 0; the selector is empty",
                "'  '; 2; the selector is empty",
                "place=x; 0; unknown 'place', expected org, site",
                "site; 4; expected =, !=",
                "site~x; 0; unknown 'site~x'",
                "site=; 5; a value is missing",
                "site=a|; 7; a value is missing",
                "site=a,; 7; a condition is missing",
                "site=a,,org=b; 7; a condition is missing",
                "'site=a,=b'; -1; ''",
                "site=a org=b; 7; expected a comma",
                "site=a*; 6; expected a comma",
                "site>a; 4; is for firmware only",
                "firmware>new; 9; no version",
                "firmware>1|2; 11; takes one version",
                "firmware>*; 9; goes with = and != only",
                "site=\"a; 5; never closed",
                "site in a; 8; expected '(''",
                "site in (a; 10; expected a comma or ')''",
                "site in (); 9; a value is missing",
                "site not on (a); 9; expected 'in''",
                "tag.=a; 0; unknown 'tag.''",
                "status=broken; 7; no status",
                "=a; 0; a condition is missing",
                "site==a; 5; a value is missing",
                "device=d1)  ; 9; expected a comma or the end, not ')''"
            })
    void saysWhatIsWrongAndWhere(String selector, int position, String message) {
        if (position < 0) {
            assertThat(Selector.parse(selector)).hasToString("site=a,site=b");
            return;
        }
        assertThatThrownBy(() -> Selector.parse(selector))
                .hasMessageContaining(message.replace("''", "'"))
                .hasMessageContaining("at character " + (position + 1) + " of '")
                .asInstanceOf(InstanceOfAssertFactories.type(SelectorException.class))
                .returns(position, SelectorException::position);
    }

    @Test
    void hasLimits() {
        String many =
                IntStream.range(0, 65)
                        .mapToObj(i -> "tag.t" + i + "=x")
                        .collect(Collectors.joining(","));
        assertThatThrownBy(() -> Selector.parse(many)).hasMessageContaining("more than 64");
        assertThatThrownBy(() -> Selector.parse("device=" + "d".repeat(70_000)))
                .hasMessageContaining("longer than 65536");
        String devices =
                IntStream.range(0, 5_000).mapToObj(i -> "dev" + i).collect(Collectors.joining("|"));
        assertThat(Selector.parse("device=" + devices).matches(withFirmware("1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "site=a,org!=b|c",
                "tag.x=*,tag.y!=*",
                "firmware>=1.2,firmware<2",
                "tag.z=\"a b\",device=d"
            })
    void readsBackFromItsText(String plain) {
        assertThat(Selector.parse(plain)).hasToString(plain);
    }

    @Test
    void neverFailsInAnotherWayWhateverTheText() {
        long seed = 5;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String[] parts = {
            "site",
            "firmware",
            "tag.",
            "tag.a",
            "=",
            "!=",
            "<",
            ">",
            ">=",
            "*",
            "|",
            ",",
            "(",
            ")",
            " in ",
            " not ",
            "\"",
            "\\",
            "1.2",
            "x",
            " ",
            "é",
            "\n"
        };
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            try {
                Selector selector = Selector.parse(text.toString());
                assertThat(Selector.parse(selector.toString())).isEqualTo(selector);
            } catch (SelectorException e) {
                assertThat(e.position()).isBetween(0, text.length());
            }
        }
    }

    @Test
    void takesTheTraitsFromTheRegistry() {
        Device device =
                Device.newBuilder()
                        .setDeviceId("d9")
                        .setOrg("acme")
                        .setSite("s")
                        .setDeviceType("t")
                        .setModel("m")
                        .setHardware("h")
                        .setTags(Map.of("k", "v"))
                        .setUpdatedAt(Instant.EPOCH)
                        .build();
        Selector selector =
                Selector.parse(
                        "device=d9,org=acme,site=s,type=t,model=m,hardware=h,tag.k=v,status=ACTIVE,"
                                + "firmware=3");
        assertThat(selector.matches(DeviceTraits.of(device, "3"))).isTrue();
        assertThat(selector.matches(DeviceTraits.of(device, null))).isFalse();
    }

    private static DeviceTraits withFirmware(String firmware) {
        return new DeviceTraits("d", "o", "s", "t", null, null, "ACTIVE", firmware, Map.of());
    }
}
