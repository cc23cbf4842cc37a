package io.fleetstream.connectors.confluent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.security.basicauth.BasicAuthCredentialProvider;
import io.confluent.kafka.schemaregistry.client.security.basicauth.BasicAuthCredentialProviderFactory;
import io.confluent.kafka.schemaregistry.client.security.bearerauth.BearerAuthCredentialProvider;
import io.confluent.kafka.schemaregistry.client.security.bearerauth.BearerAuthCredentialProviderFactory;
import io.fleetstream.schemas.Reading;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** That the client works under its own names, on our Avro, with nothing missing it is asked for. */
class RegistryClientTest {
    @Test
    void speaksOurAvro() {
        Schema schema = new AvroSchema(Reading.getClassSchema()).rawSchema();

        assertThat(schema).isSameAs(Reading.getClassSchema());
    }

    @Test
    void findsCredentialsByTheirShortNames() throws Exception {
        URL url = URI.create("http://localhost").toURL();
        BearerAuthCredentialProvider token =
                BearerAuthCredentialProviderFactory.getBearerAuthCredentialProvider(
                        "STATIC_TOKEN", Map.of("bearer.auth.token", "t0ken"));
        BasicAuthCredentialProvider user =
                BasicAuthCredentialProviderFactory.getBasicAuthCredentialProvider(
                        "USER_INFO", Map.of("basic.auth.user.info", "user:pass"));

        assertThat(token.getBearerToken(url)).isEqualTo("t0ken");
        assertThat(user.getUserInfo(url)).isEqualTo("user:pass");
    }

    @Test
    void failsLoudlyWhereItWouldOtherwiseGoWithoutCredentials() {
        assertThatThrownBy(
                        () ->
                                BearerAuthCredentialProviderFactory.getBearerAuthCredentialProvider(
                                        "OAUTHBEARER", Map.of()))
                .isInstanceOf(ServiceConfigurationError.class)
                .hasMessageContaining("OauthCredentialProvider");
    }
}
