package io.fleetstream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetstream.sandbox.junit.SandboxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EndpointsITCase {
    @RegisterExtension
    static final SandboxExtension SANDBOX =
            SandboxExtension.with(Service.POSTGRES, Service.SCHEMA_REGISTRY);

    @Test
    void writesLinesThatAShellUnderstands(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("a/endpoints.env");
        Path archive = directory.resolve("the 'archive'");
        Endpoints.of(SANDBOX.sandbox(), archive).write(file);
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "SCHEMA_REGISTRY_URL=" + SANDBOX.schemaRegistry().url(),
                        "POSTGRES_URL=" + SANDBOX.postgres().url() + "?user=fleet",
                        "POSTGRES_PASSWORD_FILE=" + SANDBOX.postgres().passwordFile(),
                        "PARQUET_URI='" + archive.toUri().toString().replace("'", "'\\''") + "'");

        Process shell =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                ". \"$1\"; printf %s \"$PARQUET_URI\"",
                                "sh",
                                file.toString())
                        .start();
        assertThat(shell.inputReader().readLine()).isEqualTo(archive.toUri().toString());
    }
}
