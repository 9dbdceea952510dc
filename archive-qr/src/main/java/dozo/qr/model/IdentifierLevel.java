package dozo.qr.model;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.value.Uid;
import dozo.storage.index.model.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The Query/Retrieve Level of an identifier, and the unique keys that it demands (PS3.4 sections C.4.1.2 and C.4.2.2). */
public final class IdentifierLevel {

    private IdentifierLevel() {}

    /** @throws InvalidIdentifier when it is missing, unknown, or not a level of {@code model} */
    public static Level of(Attributes identifier, InformationModel model) throws InvalidIdentifier {
        Optional<String> term = identifier.string(Tag.QueryRetrieveLevel);
        if (term.isEmpty()) {
            throw InvalidIdentifier.violates(Tag.QueryRetrieveLevel, "Query/Retrieve Level is missing");
        }
        for (Level level : Level.values()) {
            if (level.term().equals(term.get().toUpperCase(Locale.ROOT)) && model.has(level)) {
                return level;
            }
        }
        throw InvalidIdentifier.violates(Tag.QueryRetrieveLevel, "no such level in this information model");
    }

    /**
     * The one value of the unique key of {@code level}, as the hierarchical search demands.
     *
     * @throws InvalidIdentifier when there is none, more than one, or a pattern
     */
    public static String requireOneValue(Attributes identifier, Level level) throws InvalidIdentifier {
        int tag = InformationModel.uniqueKey(level);
        List<String> values = identifier.strings(tag);
        if (values.size() != 1 || values.get(0).isEmpty()) {
            throw InvalidIdentifier.violates(tag, "one value of the unique key is required");
        }
        String value = values.get(0);
        if (level == Level.PATIENT ? value.contains("*") || value.contains("?") : !Uid.isValid(value)) {
            throw InvalidIdentifier.violates(tag, "the unique key must be a single value");
        }
        return value;
    }
}
