package io.fleetstream.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.sandbox.SandboxException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExternalServerTest {
    @Test
    void isAbsentUnlessTheEnvironmentNamesOne() {
        assertThat(ExternalServer.from(Map.of())).isEmpty();
    }

    @Test
    void takesUserAndPasswordOutOfTheUrlAndKeepsTheRest() {
        ExternalServer server =
                ExternalServer.from(
                                Map.of(
                                        "FLEET_POSTGRES_URL",
                                        "jdbc:postgresql://db:5433/main?user=u&sslmode=require&password=p"))
                        .orElseThrow();
        assertThat(server.user()).isEqualTo("u");
        assertThat(server.password()).isEqualTo("p");
        assertThat(server.url("x")).isEqualTo("jdbc:postgresql://db:5433/x?sslmode=require");
        assertThat(server).hasToString("jdbc:postgresql://db:5433/main?sslmode=require as u");
    }

    @Test
    void refusesAUrlWithoutADatabaseAndDoesNotRepeatItsPassword() {
        assertThatThrownBy(
                        () ->
                                ExternalServer.from(
                                        Map.of("FLEET_POSTGRES_URL", "jdbc:mysql://x?password=p")))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("jdbc:mysql://x")
                .hasMessageNotContaining("password=p");
    }

    @Test
    void refusesAUrlWithoutAUser() {
        assertThatThrownBy(
                        () ->
                                ExternalServer.from(
                                        Map.of("FLEET_POSTGRES_URL", "jdbc:postgresql://x/y")))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("FLEET_POSTGRES_USER");
    }
}
