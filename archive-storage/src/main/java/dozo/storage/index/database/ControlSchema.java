package dozo.storage.index.database;

/** Name of the schema that no rebuild touches, and of its tables. */
public final class ControlSchema {

    public static final String NAME = "dozo_control";

    static final String FENCE = NAME + ".fence";
    static final String INDEX_SCHEMA = NAME + ".index_schema";
    public static final String APPLICATION_ENTITY = NAME + ".application_entity";
    public static final String VOLUME = NAME + ".volume";
    public static final String COMMITMENT = NAME + ".commitment";
    public static final String COMMITMENT_REFERENCE = NAME + ".commitment_reference";

    private ControlSchema() {}
}
