package io.fleetstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OneLineErrorsTest {
    @Test
    void leavesOutTheLinesBetweenTwoMessagesAndWhatIsSaidTwice() {
        SQLException refused = new SQLException("connection refused");

        assertThat(
                        line(
                                new IllegalStateException(
                                        "no connection: connection refused\n----------------\nSQL"
                                                + " State: 08001",
                                        refused)))
                .isEqualTo("fleet: no connection: connection refused");
    }

    @Test
    void leavesOutWhatAWrapperHasShortened() {
        SQLException server = new SQLException("ERROR: a is 2\n  Where: function f() line 30");

        assertThat(line(new SQLException("a is 2", server))).isEqualTo("fleet: a is 2");
    }

    @Test
    void saysWhatBeganIt() {
        assertThat(line(new IOException("cannot read", new IOException(new IOException("why")))))
                .isEqualTo("fleet: cannot read: why");
        assertThat(line(new NullPointerException())).isEqualTo("fleet: NullPointerException");
    }

    private static String line(Exception failure) {
        StringWriter err = new StringWriter();
        CommandLine fleet = Fleet.commandLine().setErr(new PrintWriter(err, true));
        assertThat(new OneLineErrors().handleExecutionException(failure, fleet, null)).isEqualTo(1);
        return err.toString().strip();
    }
}
