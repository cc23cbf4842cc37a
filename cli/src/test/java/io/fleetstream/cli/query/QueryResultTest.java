package io.fleetstream.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryResultTest {
    private final QueryResult result =
            new QueryResult(
                    List.of("name", "value"),
                    List.of(Arrays.asList("a,b", 1.5), Arrays.asList(null, 20)));

    @Test
    void alignsColumnsAndPutsNumbersToTheRight() {
        assertThat(result.asTable().lines())
                .containsExactly("name  value", "----  -----", "a,b     1.5", "         20");
    }

    @Test
    void quotesWhatCsvMustQuote() {
        assertThat(result.asCsv()).isEqualTo("name,value\r\n\"a,b\",1.5\r\n,20\r\n");
    }

    @Test
    void writesOneJsonObjectPerRow() {
        assertThat(result.asJson())
                .isEqualTo("[{\"name\":\"a,b\",\"value\":1.5},{\"name\":null,\"value\":20}]");
    }
}
