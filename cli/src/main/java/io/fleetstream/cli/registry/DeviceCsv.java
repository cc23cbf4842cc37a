package io.fleetstream.cli.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Devices from CSV (RFC 4180, UTF-8) with a header line; {@code tag.*} are columns of tags. */
final class DeviceCsv {
    private static final CsvMapper CSV =
            CsvMapper.builder()
                    .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                    .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                    .enable(CsvParser.Feature.TRIM_SPACES)
                    .build();

    private final List<DeviceLine> lines = new ArrayList<>();
    private final List<BadLine> bad = new ArrayList<>();

    private DeviceCsv() {}

    static DeviceFile read(Path file) throws IOException {
        DeviceCsv csv = new DeviceCsv();
        try (var text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CsvParser parser = CSV.getFactory().createParser(text)) {
            csv.readAll(parser, file);
        }
        return new DeviceFile(csv.lines, csv.bad);
    }

    private void readAll(CsvParser parser, Path file) throws IOException {
        parser.nextToken();
        List<String> columns = null;
        int number = 1;
        try {
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                List<String> cells = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (cells.isEmpty()) {
                        number = parser.currentTokenLocation().getLineNr();
                    }
                    cells.add(parser.getText());
                }
                if (columns == null) {
                    columns = header(cells, file);
                } else {
                    line(number, columns, cells);
                }
            }
        } catch (JsonProcessingException e) {
            // What follows an open quote cannot be told apart any more.
            bad.add(
                    new BadLine(
                            e.getLocation() == null ? number : e.getLocation().getLineNr(),
                            "no CSV from here on: " + e.getOriginalMessage()));
        }
        if (columns == null && bad.isEmpty()) {
            throw new IOException("'" + file + "' is empty; the first line must name the columns");
        }
    }

    private static List<String> header(List<String> cells, Path file) throws IOException {
        Set<String> seen = new HashSet<>();
        List<String> columns = new ArrayList<>();
        for (String cell : cells) {
            String name = cell.replace("\uFEFF", "");
            boolean tag =
                    name.startsWith(DeviceFields.TAG_PREFIX)
                            && name.length() > DeviceFields.TAG_PREFIX.length();
            if (!tag && !DeviceFields.ALL.contains(name)) {
                throw new IOException("header of '" + file + "': " + DeviceFields.unknown(name));
            }
            if (!seen.add(name)) {
                throw new IOException(
                        "header of '" + file + "': '" + name + "' stands there twice");
            }
            columns.add(name);
        }
        if (!seen.contains(DeviceFields.DEVICE_ID)) {
            throw new IOException("header of '" + file + "': there is no device_id");
        }
        return columns;
    }

    private void line(int number, List<String> columns, List<String> cells) {
        if (cells.size() != columns.size()) {
            bad.add(
                    new BadLine(
                            number,
                            cells.size() + " fields where the header has " + columns.size()));
            return;
        }
        Map<String, String> fields = new HashMap<>();
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String column = columns.get(i);
            if (column.startsWith(DeviceFields.TAG_PREFIX)) {
                tags.put(column.substring(DeviceFields.TAG_PREFIX.length()), cells.get(i));
            } else {
                fields.put(column, cells.get(i));
            }
        }
        lines.add(new DeviceLine(number, fields, tags, false));
    }
}
