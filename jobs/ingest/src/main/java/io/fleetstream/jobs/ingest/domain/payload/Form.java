package io.fleetstream.jobs.ingest.domain.payload;

import io.fleetstream.jobs.ingest.domain.RejectedException;
import io.fleetstream.schemas.ReasonCode;
import java.util.Locale;

/**
 * How a payload is written, as its media type says.
 *
 * <p>Devices often send a media type that says nothing, so one that is not known is tried as JSON;
 * only types that certainly are something else are refused by their name.
 */
enum Form {
    /** JSON of any form; SenML is told by its records. */
    JSON(false, false),
    SENML_JSON(false, true),
    /** CBOR of the same forms as JSON. */
    CBOR(true, false),
    SENML_CBOR(true, true);

    private final boolean binary;
    private final boolean senml;

    Form(boolean binary, boolean senml) {
        this.binary = binary;
        this.senml = senml;
    }

    /** Whether it is CBOR. */
    boolean isBinary() {
        return binary;
    }

    /** Whether it is SenML for certain. */
    boolean isSenml() {
        return senml;
    }

    /**
     * The form a media type names.
     *
     * @param contentType null for none
     * @throws RejectedException UNSUPPORTED_ENCODING for types nothing here reads
     */
    static Form of(String contentType) throws RejectedException {
        return contentType == null || contentType.equals("application/json")
                ? JSON
                : ofType(withoutParameters(contentType));
    }

    private static Form ofType(String type) throws RejectedException {
        return switch (type) {
            case "application/senml+json", "application/sensml+json" -> SENML_JSON;
            case "application/cbor" -> CBOR;
            case "application/senml+cbor", "application/sensml+cbor" -> SENML_CBOR;
            case "application/protobuf",
                    "application/x-protobuf",
                    "application/vnd.google.protobuf",
                    "application/msgpack",
                    "application/x-msgpack",
                    "application/vnd.msgpack",
                    "application/avro",
                    "application/xml",
                    "text/xml",
                    "application/senml+xml",
                    "application/senml-exi",
                    "application/sensml+xml",
                    "application/sensml-exi" ->
                    throw new RejectedException(
                            ReasonCode.UNSUPPORTED_ENCODING,
                            null,
                            "the media type is none of JSON, CBOR and SenML in them");
            default -> JSON;
        };
    }

    private static String withoutParameters(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }
}
