package io.fleetstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
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

    String url() throws IOException {
        return url.isPresent() ? url.get() : EndpointsFile.load().require("POSTGRES_URL");
    }

    Optional<String> user() {
        return user;
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
        user.ifPresent(name -> properties.setProperty("user", name));
        password().ifPresent(password -> properties.setProperty("password", password));
        return DriverManager.getConnection(url(), properties);
    }
}
