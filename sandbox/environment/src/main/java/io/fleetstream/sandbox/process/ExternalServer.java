package io.fleetstream.sandbox.process;

import io.fleetstream.sandbox.SandboxException;
import io.fleetstream.sandbox.support.PasswordFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database server somebody else runs, maybe TimescaleDB, named by the environment: {@code
 * FLEET_POSTGRES_URL} (JDBC), and user and password either in it or in {@code FLEET_POSTGRES_USER}
 * and {@code FLEET_POSTGRES_PASSWORD} or {@code FLEET_POSTGRES_PASSWORD_FILE}. The user may create
 * databases.
 *
 * @param address {@code jdbc:postgresql://host:port/}
 * @param database database to connect to for creating others
 * @param parameters other parameters of the URL, with their question mark, or empty
 * @param user name of the user
 * @param password its password
 */
record ExternalServer(
        String address, String database, String parameters, String user, String password) {
    private static final String URL = "FLEET_POSTGRES_URL";
    private static final String PREFIX = "jdbc:postgresql://";

    /** The server the environment names, if it does. */
    static Optional<ExternalServer> from(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(URL))
                .filter(url -> !url.isBlank())
                .map(url -> parse(url, environment));
    }

    private static ExternalServer parse(String url, Map<String, String> environment) {
        int slash = url.indexOf('/', PREFIX.length());
        if (!url.startsWith(PREFIX) || slash < 0) {
            throw new SandboxException(
                    URL + " must look like " + PREFIX + "host:port/database, not " + bare(url));
        }
        int question = url.indexOf('?', slash);
        String database = url.substring(slash + 1, question < 0 ? url.length() : question);
        List<String> others = new ArrayList<>();
        Optional<String> user = Optional.ofNullable(environment.get("FLEET_POSTGRES_USER"));
        Optional<String> password = passwordIn(environment);
        for (String pair : question < 0 ? new String[0] : url.substring(question + 1).split("&")) {
            if (pair.startsWith("user=")) {
                user = Optional.of(pair.substring("user=".length()));
            } else if (pair.startsWith("password=")) {
                password = Optional.of(pair.substring("password=".length()));
            } else {
                others.add(pair);
            }
        }
        return new ExternalServer(
                url.substring(0, slash + 1),
                database,
                others.isEmpty() ? "" : "?" + String.join("&", others),
                user.orElseThrow(() -> new SandboxException(URL + " needs FLEET_POSTGRES_USER")),
                password.orElse(""));
    }

    private static Optional<String> passwordIn(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("FLEET_POSTGRES_PASSWORD"))
                .or(
                        () ->
                                Optional.ofNullable(environment.get("FLEET_POSTGRES_PASSWORD_FILE"))
                                        .map(file -> new PasswordFile(Path.of(file)).read()));
    }

    private static String bare(String url) {
        return url.replaceFirst("\\?.*", "");
    }

    /** JDBC URL of a database on it, without user and password. */
    String url(String name) {
        return address + name + parameters;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url(database) + " as " + user;
    }
}
