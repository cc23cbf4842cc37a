package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.SchemaRegistryService;
import io.fleetstream.sandbox.Service;
import io.fleetstream.sandbox.support.Check;
import io.fleetstream.sandbox.support.Http;
import io.fleetstream.sandbox.support.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Apicurio Registry as a process, its store in a file instead of in memory. */
final class SchemaRegistryProcess extends ProcessService implements SchemaRegistryService {
    private static final String MAIN = "io.quarkus.runner.GeneratedMain";
    private static final String API = "/apis/ccompat/v7";

    private int port;

    SchemaRegistryProcess(ProcessContext context) {
        super(Service.SCHEMA_REGISTRY, context);
    }

    @Override
    void choosePorts() {
        port = Ports.free();
    }

    @Override
    ManagedProcess launch() {
        Path home = context().home().built("sandbox/schema-registry/target/registry");
        String classPath = runner(home) + File.pathSeparator + home.resolve("lib") + "/*";
        JavaCommand command =
                new JavaCommand(context().home(), context().run().temporary(), classPath, MAIN)
                        .jvm("-Xms64m", "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                        .jvm("-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port)
                        // it would open twenty connections to its file
                        .jvm("-Dquarkus.datasource.jdbc.initial-size=1")
                        .jvm("-Dquarkus.datasource.jdbc.min-size=1")
                        .jvm("-Dquarkus.datasource.jdbc.max-size=8")
                        // a busy machine may take long over the first one
                        .jvm("-Dquarkus.datasource.jdbc.acquisition-timeout=90S");
        return context()
                .start(
                        "schema-registry",
                        command.toList(),
                        Map.of(
                                "REGISTRY_DATASOURCE_URL",
                                "jdbc:h2:file:" + data().resolve("registry")));
    }

    private static Path runner(Path home) {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new SandboxException("no runner in " + home));
        } catch (IOException e) {
            throw new UncheckedIOException(home + " cannot be read", e);
        }
    }

    @Override
    Check ready() {
        return new Http(url()).answers("/subjects");
    }

    @Override
    void onFirstStart() {
        new Http(url()).call("PUT", "/config", "{\"compatibility\":\"BACKWARD\"}");
    }

    @Override
    public String url() {
        return "http://127.0.0.1:" + port + API;
    }
}
