package io.fleetstream.connectors.postgres;

import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.connectors.postgres.TableStreams.Refusal;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes {@link WriteTableOperator}s on the TaskManagers. */
final class WriteTableFactory<T, R> extends AbstractStreamOperatorFactory<R>
        implements OneInputStreamOperatorFactory<T, R> {
    private static final long serialVersionUID = 1L;

    private final Table<T> table;
    private final PostgresSettings settings;
    private final Refusal<T, R> refusal;

    WriteTableFactory(Table<T> table, PostgresSettings settings, Refusal<T, R> refusal) {
        this.table = table;
        this.settings = settings;
        this.refusal = refusal;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    // the interface asks for whatever the caller takes it for; this is the only class it gets
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <O extends StreamOperator<R>> O createStreamOperator(
            StreamOperatorParameters<R> parameters) {
        return (O) new WriteTableOperator<>(parameters, table, settings, refusal);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return WriteTableOperator.class;
    }
}
