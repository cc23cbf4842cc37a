package io.fleetstream.shadowclients;

import io.fleetstream.sandbox.Sandbox;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.EventLoopGroup;
import software.amazon.awssdk.crt.io.HostResolver;

/** Event loop and resolver of the SDK's native library, shared by all connections of a test. */
final class Crt implements AutoCloseable {
    /** How long the SDK may take for anything. */
    static final long PATIENCE_SECONDS = 90;

    private final EventLoopGroup loops = new EventLoopGroup(1);
    private final HostResolver resolver = new HostResolver(loops);
    private final ClientBootstrap bootstrap = new ClientBootstrap(loops, resolver);
    private final URI broker;

    Crt(Sandbox sandbox) {
        this.broker = URI.create(sandbox.mqtt().url());
    }

    ClientBootstrap bootstrap() {
        return bootstrap;
    }

    String host() {
        return broker.getHost();
    }

    int port() {
        return broker.getPort();
    }

    @Override
    public void close() {
        bootstrap.close();
        resolver.close();
        loops.close();
        try {
            loops.getShutdownCompleteFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("a connection was not closed", e);
        }
    }
}
