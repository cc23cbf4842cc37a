package io.fleetstream.cli;

import io.fleetstream.cli.letters.LetterFilter;
import io.fleetstream.cli.letters.Replay;
import io.fleetstream.cli.letters.ReplayPlan;
import io.fleetstream.cli.topic.Cluster;
import io.fleetstream.cli.topic.TopicNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Gives refused records another try. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Gives refused records to their topic once more: key, payload and headers as they were,"
                    + " into the same partition, so that they pass through the same code.",
            "",
            "Nothing is stored twice, however often it is replayed. What is refused again stays a"
                    + " dead letter under the same id."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,8})(?:/s)?");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    @Mixin private ClusterOptions options;
    @Mixin private LetterOptions which;

    @Option(names = "--dry-run", description = "Says what it would replay.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many.")
    private Optional<Integer> limit = Optional.empty();

    @Option(names = "--rate", paramLabel = "N/s", description = "At most so many a second.")
    private Optional<String> rate = Optional.empty();

    @Option(
            names = "--replay-id",
            paramLabel = "NAME",
            description = "Name of this replay in tables and headers; default: time and chance.")
    private Optional<String> replayId = Optional.empty();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        OptionalLong perSecond = perSecond();
        OptionalInt most = limit.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        require(most.isEmpty() || most.getAsInt() > 0, "--limit is not above 0");
        String id = replayId.orElseGet(ReplayCommand::newId);
        require(
                ID.matcher(id).matches(),
                "--replay-id is '" + id + "'; accepted: 1 to 64 of A-Z a-z 0-9 . _ : -");
        Output output = new Output(spec);
        Cluster cluster = options.cluster();
        LetterFilter filter = which.filter();
        Replay replay = new Replay(cluster);
        ReplayPlan plan = replay.plan(filter, TopicNames.of(cluster), most);
        plan.byReason().forEach((reason, n) -> output.say(String.format("%,10d  %s", n, reason)));
        plan.passedOver()
                .forEach((why, n) -> output.say(String.format("%,10d  passed over: %s", n, why)));
        if (dryRun || plan.size() == 0) {
            output.say(plan.size() + " to replay" + (dryRun ? "; nothing is sent" : ""));
            return 0;
        }
        if (!confirmed(plan.size())) {
            output.say("nothing is sent");
            return 1;
        }
        long sent = replay.send(plan, filter, id, perSecond, output::note);
        output.say(sent + " replayed, replay id " + id);
        return 0;
    }

    private boolean confirmed(int count) throws IOException {
        if (yes) {
            return true;
        }
        spec.commandLine().getErr().printf("Replay %d messages? [y/N] ", count);
        spec.commandLine().getErr().flush();
        String answer =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        .readLine();
        require(answer != null, "nobody to ask: say --yes, or --dry-run to look first");
        return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private OptionalLong perSecond() {
        if (rate.isEmpty()) {
            return OptionalLong.empty();
        }
        Matcher matcher = RATE.matcher(rate.get());
        require(matcher.matches(), "--rate is '" + rate.get() + "'; accepted: such as 500/s");
        return OptionalLong.of(Long.parseLong(matcher.group(1)));
    }

    private static String newId() {
        String time =
                DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.now());
        return String.format("%s-%04x", time, ThreadLocalRandom.current().nextInt(1 << 16));
    }

    private void require(boolean condition, String problem) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }
}
