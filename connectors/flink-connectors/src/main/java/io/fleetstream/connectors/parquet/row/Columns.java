package io.fleetstream.connectors.parquet.row;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** Columns in the words of Avro and of Parquet. */
public final class Columns {
    private Columns() {}

    /**
     * Those of a flat Avro record, in its order; enums are texts.
     *
     * @throws IllegalArgumentException if a field is neither primitive nor one or null
     */
    public static List<Column> of(Schema record) {
        List<Column> columns = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            Schema type = field.schema();
            boolean required = type.getType() != Schema.Type.UNION;
            if (!required) {
                type =
                        type.getTypes().stream()
                                .filter(each -> each.getType() != Schema.Type.NULL)
                                .findFirst()
                                .orElseThrow();
            }
            columns.add(new Column(field.name(), kind(field.name(), type), required));
        }
        return List.copyOf(columns);
    }

    private static Kind kind(String name, Schema type) {
        return switch (type.getType()) {
            case STRING, ENUM -> Kind.TEXT;
            case BYTES -> Kind.BYTES;
            case LONG ->
                    type.getLogicalType() instanceof LogicalTypes.TimestampMicros
                            ? Kind.TIME
                            : Kind.LONG;
            case INT -> Kind.INT;
            case DOUBLE -> Kind.DOUBLE;
            case BOOLEAN -> Kind.BOOLEAN;
            default -> throw new IllegalArgumentException(name + " is " + type.getType());
        };
    }

    /** The schema of files with these columns. */
    public static MessageType schema(String name, List<Column> columns) {
        Types.MessageTypeBuilder message = Types.buildMessage();
        for (Column column : columns) {
            Types.PrimitiveBuilder<?> type =
                    Types.primitive(
                            primitive(column.kind()),
                            column.required() ? Repetition.REQUIRED : Repetition.OPTIONAL);
            if (column.kind() == Kind.TEXT) {
                type = type.as(LogicalTypeAnnotation.stringType());
            } else if (column.kind() == Kind.TIME) {
                type = type.as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS));
            }
            message.addField((org.apache.parquet.schema.Type) type.named(column.name()));
        }
        return message.named(name);
    }

    private static PrimitiveTypeName primitive(Kind kind) {
        return switch (kind) {
            case TEXT, BYTES -> PrimitiveTypeName.BINARY;
            case TIME, LONG -> PrimitiveTypeName.INT64;
            case INT -> PrimitiveTypeName.INT32;
            case DOUBLE -> PrimitiveTypeName.DOUBLE;
            case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
        };
    }
}
