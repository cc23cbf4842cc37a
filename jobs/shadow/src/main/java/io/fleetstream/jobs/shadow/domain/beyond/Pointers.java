package io.fleetstream.jobs.shadow.domain.beyond;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON Pointers (RFC 6901) from the keys of trees. */
final class Pointers {
    private static final JsonFactory JSON = new JsonFactory();

    private Pointers() {}

    /** The pointer of a member. */
    static String below(String pointer, Text key) {
        String plain = key.toString();
        if (plain.indexOf('\\') >= 0) {
            try (JsonParser json = JSON.createParser("\"" + plain + "\"")) {
                json.nextToken();
                plain = json.getText();
            } catch (IOException e) {
                throw new UncheckedIOException("a key of a tree is JSON", e);
            }
        }
        return pointer + "/" + plain.replace("~", "~0").replace("/", "~1");
    }
}
