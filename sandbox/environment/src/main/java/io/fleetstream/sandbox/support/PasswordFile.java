package io.fleetstream.sandbox.support;

import io.fleetstream.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A password in a file its owner alone may read.
 *
 * @param path the file; the password and a line feed
 */
public record PasswordFile(Path path) {
    private static final int BYTES = 24;

    /** The file with a random password; what is in it already stays. */
    public static PasswordFile random(Path path) {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Files.exists(path)
                ? new PasswordFile(path)
                : of(path, HexFormat.of().formatHex(bytes));
    }

    /** The file with this password. */
    public static PasswordFile of(Path path, String password) {
        try {
            Files.createDirectories(path.getParent());
            Files.deleteIfExists(path);
            Files.createFile(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(path, password + "\n");
            return new PasswordFile(path);
        } catch (IOException e) {
            throw new SandboxException("no password possible in " + path, e);
        }
    }

    /** The password. */
    public String read() {
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new SandboxException("the password in " + path + " cannot be read", e);
        }
    }
}
