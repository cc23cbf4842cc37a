package io.fleetstream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.sandbox.junit.SandboxExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchemaRegistryITCase {
    private static final String FIRST = field("x", "");
    private static final String COMPATIBLE =
            field("x", "") + "," + field("y", ",\\\"default\\\":0");
    private static final String INCOMPATIBLE = field("x", "") + "," + field("z", "");

    @RegisterExtension
    static final SandboxExtension SANDBOX = SandboxExtension.with(Service.SCHEMA_REGISTRY);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void refusesAnIncompatibleSchemaAndKeepsIdsThroughKill() throws Exception {
        assertThat(register(FIRST).statusCode()).isEqualTo(200);
        String second = register(COMPATIBLE).body();
        assertThat(register(INCOMPATIBLE).statusCode()).isEqualTo(409);

        SANDBOX.schemaRegistry().restart();
        SANDBOX.schemaRegistry().kill();
        SANDBOX.schemaRegistry().start();

        assertThat(register(COMPATIBLE).body()).isEqualTo(second);
        assertThat(register(INCOMPATIBLE).statusCode()).isEqualTo(409);
    }

    private HttpResponse<String> register(String fields) throws Exception {
        String body =
                "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\",\\\"fields\\\":["
                        + fields
                        + "]}\"}";
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        SANDBOX.schemaRegistry().url()
                                                + "/subjects/a-value/versions"))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String field(String name, String rest) {
        return "{\\\"name\\\":\\\"" + name + "\\\",\\\"type\\\":\\\"int\\\"" + rest + "}";
    }
}
