package io.fleetstream.jobs.prediction.state;

/** A version of a model, or that a model is gone. */
public final class ModelRow {
    private String id;
    private int version;
    private String definition;
    private byte[] content;

    /** For Flink. */
    public ModelRow() {}

    /**
     * A version.
     *
     * @param id name
     * @param version which
     * @param definition in YAML; null where the model is gone
     * @param content in ONNX; null where the model is gone
     */
    public ModelRow(String id, int version, String definition, byte[] content) {
        this.id = id;
        this.version = version;
        this.definition = definition;
        this.content = content;
    }

    /** That a model is gone. */
    public static ModelRow deletion(String id) {
        return new ModelRow(id, 0, null, null);
    }

    /** Whether it says that the model is gone. */
    public boolean deletes() {
        return definition == null;
    }

    /** Name. */
    public String getId() {
        return id;
    }

    /** For Flink. */
    public void setId(String id) {
        this.id = id;
    }

    /** Which version. */
    public int getVersion() {
        return version;
    }

    /** For Flink. */
    public void setVersion(int version) {
        this.version = version;
    }

    /** The definition in YAML; null where the model is gone. */
    public String getDefinition() {
        return definition;
    }

    /** For Flink. */
    public void setDefinition(String definition) {
        this.definition = definition;
    }

    /** The model in ONNX, into which nobody writes; null where the model is gone. */
    public byte[] getContent() {
        return content;
    }

    /** For Flink. */
    public void setContent(byte[] content) {
        this.content = content;
    }
}
