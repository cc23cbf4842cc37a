package io.fleetstream.cli;

import io.fleetstream.cli.firmware.FirmwareServer;
import io.fleetstream.cli.firmware.FirmwareShelf;
import io.fleetstream.schemas.firmware.ArtifactKey;
import io.fleetstream.schemas.firmware.FirmwareKeys;
import io.fleetstream.schemas.firmware.FirmwareManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs firmware images, and brings them to where devices fetch them. */
@Command(
        name = "firmware",
        mixinStandardHelpOptions = true,
        description = {
            "Signs firmware images (Ed25519), and brings them to where devices fetch them.",
            "",
            "  ./fleet firmware keys --private secret.pem --public known.pem",
            "  ./fleet firmware sign pump.bin --release 2.4.1 --key secret.pem --out pump.json",
            "  ./fleet firmware verify pump.bin pump.json --key known.pem",
            "  ./fleet firmware publish pump.bin pump.json",
            "  ./fleet firmware serve --port 8099 --key-file artifacts.key"
        },
        synopsisSubcommandLabel = "COMMAND")
final class FirmwareCommand {
    private static final String SHELF = ".fleet/firmware";

    @Spec private CommandSpec spec;

    @Command(
            name = "keys",
            mixinStandardHelpOptions = true,
            description = "Makes a pair of keys, as openssl would; files that exist stay.")
    int keys(
            @Option(names = "--private", required = true, paramLabel = "FILE") Path secret,
            @Option(names = "--public", required = true, paramLabel = "FILE") Path known)
            throws IOException, GeneralSecurityException {
        if (Files.exists(secret) || Files.exists(known)) {
            throw new IOException("there is a file " + (Files.exists(secret) ? secret : known));
        }
        KeyPair pair = FirmwareKeys.generate();
        Files.createFile(
                secret,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, FirmwareKeys.pem(pair.getPrivate()));
        Files.writeString(known, FirmwareKeys.pem(pair.getPublic()));
        return 0;
    }

    @Command(
            name = "sign",
            mixinStandardHelpOptions = true,
            description = "Writes the signed manifest of an image.")
    int sign(
            @Parameters(paramLabel = "IMAGE") Path image,
            @Option(names = "--release", required = true, paramLabel = "V") String version,
            @Option(names = "--key", required = true, paramLabel = "PEM") Path key,
            @Option(
                            names = "--minimum-version",
                            paramLabel = "V",
                            defaultValue = "",
                            description = "The lowest version it can be installed over.")
                    String minimum,
            @Option(
                            names = "--counter",
                            paramLabel = "N",
                            defaultValue = "0",
                            description =
                                    "Against going back: devices refuse lower ones; default 0.")
                    int counter,
            @Option(
                            names = "--hardware",
                            paramLabel = "NAME",
                            split = ",",
                            description = "What it runs on; default: everything.")
                    List<String> hardware,
            @Option(names = "--out", paramLabel = "FILE", description = "Default: IMAGE.json.")
                    Optional<Path> out)
            throws IOException, GeneralSecurityException {
        FirmwareManifest manifest;
        try {
            manifest =
                    FirmwareManifest.of(
                            Files.readAllBytes(image),
                            version,
                            minimum,
                            counter,
                            hardware == null ? List.of() : hardware);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
        Path file = out.orElse(Path.of(image + ".json"));
        FirmwareManifest signed = manifest.sign(FirmwareKeys.privateKey(Files.readString(key)));
        Files.writeString(file, signed.toJson().toPrettyString() + "\n");
        new Output(spec).say(file + " is the manifest of version " + version);
        return 0;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Tells whether image and manifest belong together and are signed.")
    int verify(
            @Parameters(index = "0", paramLabel = "IMAGE") Path image,
            @Parameters(index = "1", paramLabel = "MANIFEST") Path manifest,
            @Option(names = "--key", required = true, paramLabel = "PEM") Path key)
            throws IOException, GeneralSecurityException {
        FirmwareManifest said = FirmwareShelf.manifest(manifest);
        if (!said.isOf(Files.readAllBytes(image))) {
            throw new IOException(image + " is not the image that " + manifest + " is about");
        }
        if (!said.isSignedBy(FirmwareKeys.publicKey(Files.readString(key)))) {
            throw new IOException(manifest + " is not signed by the owner of " + key);
        }
        new Output(spec).say(image + " is version " + said.version() + ", signed");
        return 0;
    }

    @Command(
            name = "publish",
            mixinStandardHelpOptions = true,
            description = {
                "Puts an image where 'serve' finds it, and prints the job document for it.",
                "",
                "The document goes into a rollout's definition, or to 'rollout create --document'."
            })
    int publish(
            @Parameters(index = "0", paramLabel = "IMAGE") Path image,
            @Parameters(index = "1", paramLabel = "MANIFEST") Path manifest,
            @Option(
                            names = "--url",
                            paramLabel = "URL",
                            description = {
                                "What stands before the image's name, for all devices and for"
                                        + " ever.",
                                "Default: the job rollout makes an address for each execution."
                            })
                    Optional<String> url,
            @Option(
                            names = "--directory",
                            paramLabel = "DIR",
                            defaultValue = SHELF,
                            description = "Default: ${DEFAULT-VALUE}.")
                    Path directory)
            throws IOException {
        FirmwareManifest said = FirmwareShelf.manifest(manifest);
        String name = new FirmwareShelf(directory).put(image, said);
        String address =
                url.map(base -> base.endsWith("/") ? base + name : base + "/" + name)
                        .orElse("${fleet:artifact:" + name + "}");
        new Output(spec).say(FirmwareShelf.document(said, address).toPrettyString());
        return 0;
    }

    @Command(
            name = "serve",
            mixinStandardHelpOptions = true,
            description = "Gives published images to devices by HTTP, until Ctrl-C.")
    int serve(
            @Option(
                            names = "--directory",
                            paramLabel = "DIR",
                            defaultValue = SHELF,
                            description = "Default: ${DEFAULT-VALUE}.")
                    Path directory,
            @Option(names = "--host", defaultValue = "127.0.0.1", description = "Where to listen.")
                    String host,
            @Option(
                            names = "--port",
                            defaultValue = "0",
                            description = "Default: any that is free.")
                    int port,
            @Option(
                            names = "--key-file",
                            paramLabel = "FILE",
                            description = {
                                "Gives images only by addresses signed with this key, the one of",
                                "the job rollout's rollout.artifact-key-file; until they expire."
                            })
                    Optional<Path> keyFile,
            @Option(names = "--for", paramLabel = "DURATION", description = "Ends after that time.")
                    Optional<Duration> patience)
            throws IOException, InterruptedException {
        Optional<ArtifactKey> key =
                keyFile.isPresent()
                        ? Optional.of(ArtifactKey.read(keyFile.get()))
                        : Optional.empty();
        try (FirmwareServer server =
                new FirmwareServer(
                        new FirmwareShelf(directory), key, Clock.systemUTC(), host, port)) {
            new Output(spec).say(server.url());
            CountDownLatch never = new CountDownLatch(1);
            if (patience.isPresent()) {
                boolean unused = never.await(patience.get().toMillis(), TimeUnit.MILLISECONDS);
            } else {
                never.await();
            }
        }
        return 0;
    }
}
