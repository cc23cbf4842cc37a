package io.fleetstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import picocli.CommandLine.Option;

/** How to reach the database; without options, the one of the running stack. */
final class DatabaseOptions {
    @Option(
            names = "--url",
            paramLabel = "JDBC-URL",
            description = "Database; default: POSTGRES_URL of the running stack.")
    private Optional<String> url = Optional.empty();

    @Option(names = "--user", paramLabel = "NAME", description = "User, if the URL has none.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File with the password; default: POSTGRES_PASSWORD_FILE.")
    private Optional<Path> passwordFile = Optional.empty();

    /** Whether a database is named, or known as that of the running stack. */
    boolean isKnown(boolean ofTheStack) throws IOException {
        return url.isPresent()
                || (ofTheStack && EndpointsFile.load().find("POSTGRES_URL").isPresent());
    }

    String url() throws IOException {
        return url.isPresent() ? url.get() : EndpointsFile.load().require("POSTGRES_URL");
    }

    /** The user to log in as; null if neither the option nor the URL names one. */
    String userOrThatOfUrl() throws IOException {
        Properties inUrl = Driver.parseURL(url(), new Properties());
        if (inUrl == null) {
            throw new IOException(
                    "'" + url() + "' is no database; accepted: jdbc:postgresql://host:port/name");
        }
        return user.orElse(inUrl.getProperty("user"));
    }

    Optional<String> password() throws IOException {
        Optional<Path> file = passwordFile;
        if (file.isEmpty()) {
            file = EndpointsFile.load().find("POSTGRES_PASSWORD_FILE").map(Path::of);
        }
        return file.isPresent()
                ? Optional.of(Files.readString(file.get()).strip())
                : Optional.empty();
    }

    Connection connect() throws IOException, SQLException {
        Properties properties = new Properties();
        String name = userOrThatOfUrl();
        if (name != null) {
            properties.setProperty("user", name);
        }
        password().ifPresent(password -> properties.setProperty("password", password));
        return DriverManager.getConnection(url(), properties);
    }
}
