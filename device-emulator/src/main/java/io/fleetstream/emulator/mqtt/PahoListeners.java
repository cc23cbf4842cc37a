package io.fleetstream.emulator.mqtt;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.common.MqttException;

/** Turns Paho's callbacks into futures. */
final class PahoListeners {
    private static final int UNLIMITED = 65_535; // MQTT 5: what an absent receive maximum means
    private static final int FIRST_ERROR = 0x80;

    private PahoListeners() {}

    static MqttActionListener connected(CompletableFuture<Integer> future) {
        return listener(
                future,
                token -> {
                    Integer limit = token.getResponseProperties().getReceiveMaximum();
                    future.complete(limit == null ? UNLIMITED : limit);
                });
    }

    static MqttActionListener published(CompletableFuture<Void> future) {
        return listener(
                future,
                token -> {
                    int[] codes = token.getReasonCodes();
                    if (codes != null && codes.length > 0 && codes[0] >= FIRST_ERROR) {
                        future.completeExceptionally(new PublishRefusedException(codes[0]));
                    } else {
                        future.complete(null);
                    }
                });
    }

    static MqttActionListener subscribed(CompletableFuture<Void> future) {
        return listener(
                future,
                token -> {
                    for (int code : token.getReasonCodes()) {
                        if (code >= FIRST_ERROR) {
                            future.completeExceptionally(new MqttException(code));
                            return;
                        }
                    }
                    future.complete(null);
                });
    }

    static MqttActionListener done(CompletableFuture<Void> future) {
        return listener(future, token -> future.complete(null));
    }

    private static MqttActionListener listener(
            CompletableFuture<?> future, Consumer<IMqttToken> success) {
        return new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                success.accept(token);
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failure) {
                future.completeExceptionally(failure);
            }
        };
    }
}
