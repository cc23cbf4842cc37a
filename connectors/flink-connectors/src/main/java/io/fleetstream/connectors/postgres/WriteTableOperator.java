package io.fleetstream.connectors.postgres;

import io.fleetstream.connectors.jdbc.PostgresLogin;
import io.fleetstream.connectors.jdbc.PostgresSettings;
import io.fleetstream.connectors.postgres.TableStreams.Refusal;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Writes its input into a table and emits what stands for the rows the database refuses.
 *
 * <p>One batch is filled while another is written; if both are full, the input waits. Before the
 * barrier of a checkpoint everything is written, and everything refused emitted: so a checkpoint
 * has either both a row's offset and its refusal behind it, or neither. No state.
 */
final class WriteTableOperator<T, R> extends AbstractStreamOperator<R>
        implements OneInputStreamOperator<T, R>, BoundedOneInput {
    private static final long serialVersionUID = 1L;

    private final Table<T> table;
    private final PostgresSettings settings;
    private final Refusal<T, R> refusal;
    private final transient MailboxExecutor mailbox;
    private transient TableWriter<T> writer;
    private transient TableWriter.Listener<T> listener;
    private transient WriterMetrics writerMetrics;
    private transient RowBatch<T> filling;
    private transient RowBatch<T> spare;
    private transient boolean writing;
    private transient boolean due;
    private transient ScheduledFuture<?> timer;
    private transient long fillingSince;

    WriteTableOperator(
            StreamOperatorParameters<R> parameters,
            Table<T> table,
            PostgresSettings settings,
            Refusal<T, R> refusal) {
        super(parameters);
        this.table = table;
        this.settings = settings;
        this.refusal = refusal;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void open() throws Exception {
        super.open();
        Outage outage = new Outage(table.name(), settings.outage());
        TableClient<T> client = new TableClient<>(new PostgresLogin(settings), table);
        writer =
                new TableWriter<>(
                        client,
                        new BatchWriter<>(table.name(), client, outage),
                        "write-"
                                + table.name()
                                + "-"
                                + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
        writerMetrics = new WriterMetrics(getMetricGroup(), outage);
        listener = new Mails();
        filling = new RowBatch<>(table);
        spare = new RowBatch<>(table);
    }

    @Override
    public void processElement(StreamRecord<T> element) throws Exception {
        while (isFull()) {
            mailbox.yield();
        }
        T row = element.getValue();
        if (filling.isEmpty()) {
            fillingSince = getProcessingTimeService().getCurrentProcessingTime();
            setTimer();
        }
        try {
            filling.add(row);
        } catch (UnencodableValueException e) {
            refuse(row, e.rejection(table.name()));
        }
        if (isFull()) {
            filling.byKey();
            if (!writing) {
                send();
            }
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        writeAll();
    }

    @Override
    public void endInput() throws Exception {
        writeAll();
    }

    @Override
    public void close() throws Exception {
        if (writer != null) {
            writer.close();
        }
        super.close();
    }

    private void writeAll() throws InterruptedException {
        while (writing || !filling.isEmpty()) {
            if (writing) {
                mailbox.yield();
            } else {
                send();
            }
        }
    }

    private boolean isFull() {
        return filling.isFull(settings);
    }

    private void send() {
        RowBatch<T> batch = filling;
        filling = spare;
        spare = batch;
        writing = true;
        due = false;
        writer.write(batch, listener);
    }

    private void written(WriteResult<T> result) {
        writing = false;
        spare.clear();
        writerMetrics.count(result);
        for (RefusedRow<T> refused : result.refused()) {
            refuse(refused.row(), refused.rejection());
        }
        if (isFull() || due) {
            send();
        }
    }

    private void refuse(T row, Rejection rejection) {
        writerMetrics.countRefused();
        output.collect(new StreamRecord<>(refusal.of(row, rejection)));
    }

    private void setTimer() {
        if (timer == null) {
            timer =
                    getProcessingTimeService()
                            .registerTimer(
                                    fillingSince + settings.batchInterval().toMillis(),
                                    this::onTimer);
        }
    }

    private void onTimer(long time) {
        timer = null;
        if (filling.isEmpty()) {
            return;
        }
        if (time < fillingSince + settings.batchInterval().toMillis()) {
            // set for a batch that has been sent since
            setTimer();
        } else if (writing) {
            due = true;
        } else {
            send();
        }
    }

    private void tellTask(ThrowingRunnable<IOException> mail) {
        try {
            mailbox.execute(mail, "rows of " + table.name() + " written");
        } catch (RejectedExecutionException e) {
            LOG.debug("the task has ended, nobody waits for its rows", e);
        }
    }

    /** Carries the end of a batch from the writer's thread into the task's. */
    private final class Mails implements TableWriter.Listener<T> {
        @Override
        public void written(WriteResult<T> result) {
            tellTask(() -> WriteTableOperator.this.written(result));
        }

        @Override
        public void failed(Exception failure) {
            tellTask(
                    () -> {
                        throw new IOException(
                                "table "
                                        + table.name()
                                        + " cannot be written: "
                                        + failure.getMessage(),
                                failure);
                    });
        }
    }
}
