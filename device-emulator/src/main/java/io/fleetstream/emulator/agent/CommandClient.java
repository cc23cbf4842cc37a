package io.fleetstream.emulator.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.emulator.truth.TruthKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The device's side of commands: acknowledges, executes, responds. A command takes effect at most
 * once for each id among the last {@value #REMEMBERED}, whatever the network repeats; a repetition
 * is answered with the last response once more, since whoever repeats has not got it. Responses
 * that the broker has not acknowledged are sent again on the next connection.
 *
 * <p>A state machine without clock, threads or connection; times are epoch milliseconds of the
 * device. Not thread-safe.
 */
public final class CommandClient {
    /** Ids a device remembers. */
    public static final int REMEMBERED = 1_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final CommandBehaviour behaviour;
    private final CommandPort port;
    private final Deque<Due> due = new ArrayDeque<>();
    private final List<Unsent> unsent = new ArrayList<>();

    /** Last response by command id; empty if it is not to be answered. */
    private final Map<String, Optional<ObjectNode>> known =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Optional<ObjectNode>> first) {
                    return size() > REMEMBERED;
                }
            };

    private boolean connected;

    private record Due(Command command, long atMs) {}

    /** A response on its way; equality is identity. */
    private static final class Unsent {
        private final ObjectNode response;
        private boolean underWay;

        private Unsent(ObjectNode response) {
            this.response = response;
        }
    }

    /** A client that is not connected. */
    public CommandClient(CommandBehaviour behaviour, CommandPort port) {
        this.behaviour = behaviour;
        this.port = port;
    }

    /** A connection stands. */
    public void connected() {
        connected = true;
        unsent.forEach(response -> response.underWay = false);
        pump();
    }

    /** The connection has gone. */
    public void disconnected() {
        connected = false;
    }

    /** When {@link #tick} has something to do; {@link Long#MAX_VALUE} for never. */
    public long nextMs() {
        return due.isEmpty() ? NEVER : due.peek().atMs();
    }

    /** Takes a message of the command topic; what is no command is dropped, and told. */
    public void received(byte[] payload, long nowMs) {
        Optional<Command> parsed = Command.parse(payload);
        if (parsed.isEmpty()) {
            port.happened(TruthKind.COMMAND_UNREADABLE, "");
            return;
        }
        Command command = parsed.get();
        if (known.containsKey(command.id())) {
            port.happened(TruthKind.COMMAND_REPEATED, command.id());
            known.get(command.id()).ifPresent(this::send);
        } else if (behaviour.ignores(command.id())) {
            known.put(command.id(), Optional.empty());
            port.happened(TruthKind.COMMAND_IGNORED, command.id());
        } else if (command.isTooLate(nowMs)) {
            conclude(command, CommandOutcome.failed("the deadline has passed"));
        } else {
            answer(command.id(), response(command.id(), "acknowledged"));
            due.add(new Due(command, nowMs + behaviour.delay().toMillis()));
        }
        tick(nowMs);
    }

    /** Time has passed. */
    public void tick(long nowMs) {
        while (!due.isEmpty() && due.peek().atMs() <= nowMs) {
            Command command = due.remove().command();
            boolean fails = behaviour.fails(command.id());
            conclude(
                    command,
                    fails
                            ? CommandOutcome.failed("the device could not")
                            : port.execute(command.name(), command.parameters()));
        }
        pump();
    }

    private void conclude(Command command, CommandOutcome outcome) {
        ObjectNode response = response(command.id(), outcome.done() ? "done" : "failed");
        if (!outcome.message().isEmpty()) {
            response.put("message", outcome.message());
        }
        if (!outcome.result().isEmpty()) {
            response.set("result", outcome.result());
        }
        port.happened(
                outcome.done() ? TruthKind.COMMAND_DONE : TruthKind.COMMAND_FAILED, command.id());
        answer(command.id(), response);
        if (behaviour.repeats(command.id())) {
            send(response);
        }
    }

    private void answer(String id, ObjectNode response) {
        known.put(id, Optional.of(response));
        send(response);
    }

    private void send(ObjectNode response) {
        unsent.add(new Unsent(response));
        pump();
    }

    private void pump() {
        if (!connected) {
            return;
        }
        for (Unsent response : unsent) {
            if (!response.underWay) {
                response.underWay = true;
                port.respond(
                        response.response,
                        arrived -> {
                            if (arrived) {
                                unsent.remove(response);
                            }
                        });
            }
        }
    }

    private static ObjectNode response(String id, String state) {
        return Settings.none().put("command_id", id).put("state", state);
    }
}
