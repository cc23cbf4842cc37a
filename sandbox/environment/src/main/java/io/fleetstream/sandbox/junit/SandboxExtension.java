package io.fleetstream.sandbox.junit;

import io.fleetstream.sandbox.BridgeService;
import io.fleetstream.sandbox.FlinkService;
import io.fleetstream.sandbox.KafkaService;
import io.fleetstream.sandbox.MqttService;
import io.fleetstream.sandbox.PostgresService;
import io.fleetstream.sandbox.Sandbox;
import io.fleetstream.sandbox.SandboxBuilder;
import io.fleetstream.sandbox.SchemaRegistryService;
import io.fleetstream.sandbox.Service;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts a sandbox before the tests of a class and stops it after them.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SandboxExtension SANDBOX =
 *         SandboxExtension.with(Service.KAFKA, Service.SCHEMA_REGISTRY);
 * }</pre>
 *
 * <p>The field is static. Logs stay under {@code target/sandbox-<class>/logs}.
 */
public final class SandboxExtension implements BeforeAllCallback, AfterAllCallback {
    private final Consumer<SandboxBuilder> description;
    private Sandbox sandbox;

    private SandboxExtension(Consumer<SandboxBuilder> description) {
        this.description = description;
    }

    /** With these services and those they need. */
    public static SandboxExtension with(Service... services) {
        return of(builder -> builder.with(services));
    }

    /** With whatever the description says; the directory is set already. */
    public static SandboxExtension of(Consumer<SandboxBuilder> description) {
        return new SandboxExtension(description);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        String name = context.getRequiredTestClass().getName();
        SandboxBuilder builder =
                Sandbox.builder()
                        .directory(
                                Path.of(
                                        "target",
                                        "sandbox-" + name.substring(name.lastIndexOf('.') + 1)))
                        .progress(System.out::println);
        description.accept(builder);
        sandbox = builder.build();
        sandbox.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    /** The running sandbox. */
    public Sandbox sandbox() {
        if (sandbox == null) {
            throw new IllegalStateException("no sandbox outside the tests of a class");
        }
        return sandbox;
    }

    /** Kafka of the running sandbox. */
    public KafkaService kafka() {
        return sandbox().kafka();
    }

    /** MQTT broker of the running sandbox. */
    public MqttService mqtt() {
        return sandbox().mqtt();
    }

    /** Schema registry of the running sandbox. */
    public SchemaRegistryService schemaRegistry() {
        return sandbox().schemaRegistry();
    }

    /** Database of the running sandbox. */
    public PostgresService postgres() {
        return sandbox().postgres();
    }

    /** Flink cluster of the running sandbox. */
    public FlinkService flink() {
        return sandbox().flink();
    }

    /** Bridge of the running sandbox. */
    public BridgeService bridge() {
        return sandbox().bridge();
    }
}
