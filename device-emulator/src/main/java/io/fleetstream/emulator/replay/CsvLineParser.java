package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.Optional;

/** One row a line; cells become texts under the names of their columns, empty ones nothing. */
final class CsvLineParser implements LineParser {
    private final ObjectReader reader;
    private final String[] columns;

    CsvLineParser(byte[] header, char separator) throws IOException {
        reader =
                new CsvMapper()
                        .readerFor(String[].class)
                        .with(CsvParser.Feature.WRAP_AS_ARRAY)
                        .with(CsvParser.Feature.TRIM_SPACES)
                        .with(CsvSchema.emptySchema().withColumnSeparator(separator));
        columns = header.length == 0 ? new String[0] : row(header);
    }

    @Override
    public Optional<ObjectNode> parse(byte[] line) {
        String[] cells;
        try {
            cells = row(line);
        } catch (IOException e) {
            return Optional.empty(); // a quote that never ends: the caller publishes it as it is
        }
        if (cells.length == 0 || cells.length > columns.length) {
            return Optional.empty();
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                object.put(columns[i], cells[i]);
            }
        }
        return Optional.of(object);
    }

    private String[] row(byte[] line) throws IOException {
        try (var rows = reader.<String[]>readValues(line)) {
            return rows.hasNextValue() ? rows.nextValue() : new String[0];
        }
    }
}
