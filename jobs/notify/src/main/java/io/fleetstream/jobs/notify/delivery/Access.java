package io.fleetstream.jobs.notify.delivery;

import io.fleetstream.jobs.notify.domain.Target;
import io.fleetstream.jobs.notify.domain.TargetsReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a target is and what it wants to see, secrets included; never shown.
 *
 * @param uri address
 * @param headers of every request
 * @param signer null if requests are not signed
 */
record Access(URI uri, Map<String, String> headers, Signer signer) {

    /**
     * Reads the files a target names.
     *
     * @throws IOException naming the file that cannot be read
     */
    static Access of(Target target) throws IOException {
        String url = target.url() == null ? secret(target.urlFile()) : target.url();
        if (!TargetsReader.isAddress(url)) {
            throw new IOException(
                    "the content of " + target.urlFile() + " is no http or https address");
        }
        Map<String, String> headers = new HashMap<>(target.headers());
        for (Map.Entry<String, String> header : target.headerFiles().entrySet()) {
            headers.put(header.getKey(), secret(header.getValue()));
        }
        return new Access(
                URI.create(url),
                headers,
                target.signatureKeyFile() == null
                        ? null
                        : Signer.of(secret(target.signatureKeyFile())));
    }

    private static String secret(String file) throws IOException {
        String content = Files.readString(Path.of(file)).strip();
        if (content.isEmpty()) {
            throw new IOException(file + " is empty");
        }
        return content;
    }

    @Override
    public String toString() {
        return "Access[" + uri.getHost() + "]";
    }
}
