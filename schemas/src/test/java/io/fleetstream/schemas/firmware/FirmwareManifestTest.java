package io.fleetstream.schemas.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirmwareManifestTest {
    private static final byte[] IMAGE = "image".getBytes(StandardCharsets.UTF_8);

    private final KeyPair keys = FirmwareKeys.generate();
    private final FirmwareManifest signed =
            FirmwareManifest.of(IMAGE, "2.4.1", "1.2.0", 3, List.of("r2", "r3"))
                    .sign(keys.getPrivate());

    FirmwareManifestTest() throws GeneralSecurityException {}

    @Test
    void isWhatItWasAfterATripThroughJson() throws Exception {
        FirmwareManifest read =
                FirmwareManifest.read(new JsonMapper().readTree(signed.toJson().toString()));

        assertThat(read).isEqualTo(signed);
        assertThat(read.isSignedBy(keys.getPublic())).isTrue();
        assertThat(read.isOf(IMAGE)).isTrue();
    }

    @Test
    void knowsItsImageFromOthers() {
        assertThat(signed.isOf("imagf".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(signed.isOf("image2".getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "version, 2.4.2",
        "minimum_version, 1.0.0",
        "counter, 4",
        "size, 6",
        "sha256, 0000000000000000000000000000000000000000000000000000000000000000",
        "signature, AAAA",
        "signature, '?'"
    })
    void isNotSignedOnceSomethingIsChanged(String key, String value) throws Exception {
        ObjectNode json = signed.toJson().put(key, value);

        assertThat(FirmwareManifest.read(json).isSignedBy(keys.getPublic())).isFalse();
    }

    @Test
    void isNotSignedForOtherHardwareOrByOthers() throws Exception {
        ObjectNode json = signed.toJson();
        json.putArray("hardware").add("r2");

        assertThat(FirmwareManifest.read(json).isSignedBy(keys.getPublic())).isFalse();
        assertThat(signed.isSignedBy(FirmwareKeys.generate().getPublic())).isFalse();
    }

    @Test
    void saysWhatIsWrong() {
        JsonNode json = signed.toJson().put("sha256", "none");

        assertThatThrownBy(() -> FirmwareManifest.read(json))
                .isInstanceOf(ManifestException.class)
                .hasMessage("sha256 of the manifest is 'none'");
    }

    @Test
    void keysAreTextThatCanBeRead() throws GeneralSecurityException {
        String secret = FirmwareKeys.pem(keys.getPrivate());
        String known = FirmwareKeys.pem(keys.getPublic());

        assertThat(FirmwareKeys.privateKey(secret)).isEqualTo(keys.getPrivate());
        assertThat(FirmwareKeys.publicKey(known)).isEqualTo(keys.getPublic());
        assertThatThrownBy(() -> FirmwareKeys.privateKey(known))
                .isInstanceOf(GeneralSecurityException.class);
    }
}
