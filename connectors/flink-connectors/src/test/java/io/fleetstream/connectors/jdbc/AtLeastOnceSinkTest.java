package io.fleetstream.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.junit.jupiter.api.Test;

class AtLeastOnceSinkTest {
    private final PostgresConnectionProvider connections =
            new PostgresConnectionProvider(
                    new PostgresSettings(
                            "jdbc:postgresql://localhost/fleet",
                            "fleet",
                            "",
                            1,
                            1 << 23,
                            Duration.ofSeconds(1),
                            Duration.ZERO));

    @Test
    void failsTheTaskWhenRowsCannotBeWrittenButClosesQuietlyAfterIt() throws Exception {
        SinkWriter<String> writer =
                new AtLeastOnceSink<>(new Broken(), connections).createWriter(null);

        assertThatThrownBy(() -> writer.flush(false)).isInstanceOf(IOException.class);
        assertThatCode(writer::close).doesNotThrowAnyException();
    }

    /** As the connector's: what cannot be written is tried once more by close, which throws. */
    private static final class Broken implements Sink<String> {
        private static final long serialVersionUID = 1L;

        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(String element, Context context) {}

                @Override
                public void flush(boolean endOfInput) throws IOException {
                    throw new IOException("refused");
                }

                @Override
                public void close() {
                    throw new IllegalStateException(
                            "refused", new SQLException("refused", "22021"));
                }
            };
        }
    }
}
