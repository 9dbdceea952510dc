package dozo.qr.retrieve;

import dozo.core.dataset.Attributes;
import dozo.core.value.Uid;
import dozo.qr.model.IdentifierLevel;
import dozo.qr.model.InformationModel;
import dozo.qr.model.InvalidIdentifier;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.RetrieveSelection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads C-MOVE and C-GET identifiers (PS3.4 sections C.4.2.1.4, C.4.2.2 and C.4.3.2): the unique key of the level, one value or
 * a list of UIDs, and one value for each level above; those may be left out where relational retrieval was negotiated.
 * Other keys mean nothing here and are passed over.
 */
final class RetrieveRequestReader {

    private RetrieveRequestReader() {}

    /** @throws InvalidIdentifier when the level or a unique key is missing or is no single value or list */
    static RetrieveSelection read(Attributes identifier, InformationModel model, boolean relational)
            throws InvalidIdentifier {
        Level level = IdentifierLevel.of(identifier, model);
        Map<Level, List<Uid>> uids = new EnumMap<>(Level.class);
        List<String> patientIds = new ArrayList<>();
        for (Level above : model.above(level)) {
            if (!relational || identifier.hasValue(InformationModel.uniqueKey(above))) {
                String value = IdentifierLevel.requireOneValue(identifier, above);
                if (above == Level.PATIENT) {
                    patientIds.add(value);
                } else {
                    uids.put(above, List.of(new Uid(value)));
                }
            }
        }
        if (level == Level.PATIENT) {
            patientIds.add(IdentifierLevel.requireOneValue(identifier, level));
        } else {
            uids.put(level, list(identifier, InformationModel.uniqueKey(level)));
        }
        return new RetrieveSelection(
                patientIds,
                uids.getOrDefault(Level.STUDY, List.of()),
                uids.getOrDefault(Level.SERIES, List.of()),
                uids.getOrDefault(Level.IMAGE, List.of()));
    }

    private static List<Uid> list(Attributes identifier, int tag) throws InvalidIdentifier {
        List<Uid> uids = new ArrayList<>();
        for (String value : identifier.strings(tag)) {
            if (!value.isEmpty()) {
                uids.add(Uid.parse(value)
                        .orElseThrow(
                                () -> InvalidIdentifier.violates(tag, "the unique key must be a UID or list of UIDs")));
            }
        }
        if (uids.isEmpty()) {
            throw InvalidIdentifier.violates(tag, "the unique key of the level is missing");
        }
        return uids;
    }
}
