package io.fleetstream.schemas.kafka;

import io.fleetstream.schemas.TopicCatalogue;
import io.fleetstream.schemas.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics of the {@link TopicCatalogue} that a cluster does not have.
 *
 * <p>Repeating it is safe: a topic that exists is never changed, because its partitions are fixed
 * for life and its settings may be the operator's; where it differs, that is reported.
 */
public final class TopicProvisioner {
    private static final Duration BROKER_HEARS = Duration.ofSeconds(30);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(200);

    private TopicProvisioner() {}

    /**
     * Creates what is missing and compares the rest.
     *
     * @param bootstrapServers brokers to ask, {@code host:port,…}
     * @param partitions partitions of every topic but those that have one by the catalogue, where
     *     all records have one order; those of the catalogue if empty
     * @param replication copies of every partition; 3 if empty
     * @param keepForever whether topics that are not compacted keep their records for ever
     * @return one outcome per topic, in the order of the catalogue
     * @throws KafkaException if the cluster cannot be reached or refuses
     */
    public static List<TopicOutcome> create(
            String bootstrapServers,
            OptionalInt partitions,
            OptionalInt replication,
            boolean keepForever) {
        Map<String, Object> client =
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return create(client, partitions, replication, keepForever);
    }

    /** As the other, with all settings of the Kafka client, for clusters that want credentials. */
    public static List<TopicOutcome> create(
            Map<String, Object> client,
            OptionalInt partitions,
            OptionalInt replication,
            boolean keepForever) {
        TopicPlan plan = new TopicPlan(partitions, replication, keepForever);
        try (Admin admin = Admin.create(client)) {
            return provision(admin, plan, TopicCatalogue.all());
        }
    }

    private static List<TopicOutcome> provision(
            Admin admin, TopicPlan plan, List<TopicSpec> catalogue) {
        Set<String> present = get(admin.listTopics().names());
        List<TopicSpec> missing =
                catalogue.stream().filter(spec -> !present.contains(spec.name())).toList();
        Set<String> created = createAll(admin, plan, missing);

        List<TopicSpec> old =
                catalogue.stream().filter(spec -> !created.contains(spec.name())).toList();
        Map<String, List<String>> differences = compareAll(admin, plan, old);
        return catalogue.stream()
                .map(
                        spec ->
                                new TopicOutcome(
                                        spec.name(),
                                        created.contains(spec.name()),
                                        differences.getOrDefault(spec.name(), List.of())))
                .toList();
    }

    /** Names of the topics created; without those another caller created first. */
    private static Set<String> createAll(Admin admin, TopicPlan plan, List<TopicSpec> missing) {
        CreateTopicsResult result =
                admin.createTopics(missing.stream().map(plan::newTopic).toList());
        return missing.stream()
                .map(TopicSpec::name)
                .filter(name -> createdByUs(result.values().get(name)))
                .collect(Collectors.toSet());
    }

    private static boolean createdByUs(KafkaFuture<Void> creation) {
        try {
            get(creation);
            return true;
        } catch (TopicExistsException e) {
            return false;
        }
    }

    private static Map<String, List<String>> compareAll(
            Admin admin, TopicPlan plan, List<TopicSpec> specs) {
        List<String> names = specs.stream().map(TopicSpec::name).toList();
        Map<String, TopicDescription> layouts =
                known(() -> admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> settings =
                known(
                        () ->
                                admin.describeConfigs(
                                                names.stream()
                                                        .map(TopicProvisioner::topic)
                                                        .toList())
                                        .all());
        return specs.stream()
                .collect(
                        Collectors.toMap(
                                TopicSpec::name,
                                spec ->
                                        compare(
                                                plan,
                                                spec,
                                                layouts.get(spec.name()),
                                                settings.get(topic(spec.name())))));
    }

    private static List<String> compare(
            TopicPlan plan, TopicSpec spec, TopicDescription layout, Config settings) {
        List<String> differences = new ArrayList<>();
        int partitions = layout.partitions().size();
        if (partitions != plan.partitionsOf(spec)) {
            differences.add(difference("partitions", partitions, plan.partitionsOf(spec)));
        }
        int copies = layout.partitions().get(0).replicas().size();
        if (copies != plan.copies()) {
            differences.add(difference("replication", copies, plan.copies()));
        }
        new TreeMap<>(plan.settingsOf(spec))
                .forEach(
                        (name, wanted) -> {
                            ConfigEntry entry = settings.get(name);
                            String found = entry == null ? null : entry.value();
                            if (!Objects.equals(found, wanted)) {
                                differences.add(difference(name, found, wanted));
                            }
                        });
        return differences;
    }

    private static String difference(String name, Object found, Object wanted) {
        return name + " is " + found + ", the catalogue wants " + wanted;
    }

    private static ConfigResource topic(String name) {
        return new ConfigResource(ConfigResource.Type.TOPIC, name);
    }

    /** Asks again while the broker has not heard yet of a topic that another caller created. */
    private static <T> T known(Supplier<KafkaFuture<T>> question) {
        long deadline = System.nanoTime() + BROKER_HEARS.toNanos();
        while (true) {
            try {
                return get(question.get());
            } catch (UnknownTopicOrPartitionException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
            }
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException kafka) {
                throw kafka;
            }
            throw new KafkaException(e.getCause());
        }
    }
}
