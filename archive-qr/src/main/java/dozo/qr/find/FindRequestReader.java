package dozo.qr.find;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.qr.model.ExtendedNegotiation;
import dozo.qr.model.IdentifierLevel;
import dozo.qr.model.InformationModel;
import dozo.qr.model.InvalidIdentifier;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import dozo.storage.integrity.WantedElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads C-FIND identifiers (PS3.4 sections C.4.1.1.3 and C.4.1.2). Keys of a level above are matched and returned even where
 * the hierarchical search forbids them, and keys of a level below are matched: many requestors send them, and answering too
 * little would look like a missing study. Not thread-safe: one for each request.
 */
final class FindRequestReader {

    private final Attributes identifier;
    private final InformationModel model;
    private final ExtendedNegotiation negotiated;
    private final List<Condition> conditions = new ArrayList<>();
    private final Set<Integer> returnTags = new HashSet<>();
    private final Set<WantedElement> objectKeys = new HashSet<>();
    private boolean allSupported = true;

    FindRequestReader(Attributes identifier, InformationModel model, ExtendedNegotiation negotiated) {
        this.identifier = identifier;
        this.model = model;
        this.negotiated = negotiated;
    }

    /** @throws InvalidIdentifier when the level or a unique key is missing, or a key cannot be understood */
    FindRequest read() throws InvalidIdentifier {
        Level level = IdentifierLevel.of(identifier, model);
        if (!negotiated.relational()) {
            for (Level above : model.above(level)) {
                IdentifierLevel.requireOneValue(identifier, above);
            }
        }
        for (Element key : identifier.elements()) {
            if (FindKeys.isKey(key.tag())) {
                take(key, level);
            }
        }
        return new FindRequest(
                identifier,
                level,
                negotiated.combinedDateTime() ? DateTimePairs.combine(conditions) : conditions,
                returnTags,
                objectKeys,
                allSupported);
    }

    private void take(Element key, Level level) throws InvalidIdentifier {
        if (FindKeys.isAnsweredByArchive(key.tag())) {
            allSupported &= key.isEmpty();
            return;
        }
        Optional<Level> levelOfKey = FindKeys.levelOf(key.tag());
        if (levelOfKey.isEmpty()) {
            takeFromObject(key, level);
            return;
        }
        KeyMatch match = FindKeys.isMatched(key.tag()) || key.isEmpty()
                ? MatchingRules.of(key.tag(), MatchingRules.vrOf(key), identifier)
                : KeyMatch.UNSUPPORTED;
        conditions.addAll(match.conditions());
        allSupported &= match.supported();
        if (level.isAbove(levelOfKey.get())) {
            allSupported = false;
        } else {
            returnTags.add(key.tag());
        }
    }

    /** What the index keeps at no level belongs to the instance: it is returned there, and matched nowhere. */
    private void takeFromObject(Element key, Level level) {
        if (FindKeys.isPrivateCreator(key.tag()) && !key.isEmpty()) {
            return;
        }
        Optional<WantedElement> wanted = FindKeys.inObject(key.tag(), identifier);
        if (level == Level.IMAGE && wanted.isPresent()) {
            objectKeys.add(wanted.get());
            returnTags.add(key.tag());
            allSupported &= isUniversal(key);
        } else {
            allSupported = false;
        }
    }

    private boolean isUniversal(Element key) {
        try {
            return MatchingRules.of(key.tag(), MatchingRules.vrOf(key), identifier)
                    .equals(KeyMatch.UNIVERSAL);
        } catch (InvalidIdentifier e) {
            return false;
        }
    }
}
