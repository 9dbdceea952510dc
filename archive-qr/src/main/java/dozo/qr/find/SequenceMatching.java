package dozo.qr.find;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.qr.model.InvalidIdentifier;
import dozo.storage.index.query.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * Sequence matching (PS3.4 section C.2.2.2.6): some item of the stored sequence must fulfil every key of the request's one
 * item.
 */
final class SequenceMatching {

    private SequenceMatching() {}

    static KeyMatch of(int tag, List<Attributes> items) throws InvalidIdentifier {
        if (items.size() != 1) {
            return KeyMatch.UNSUPPORTED;
        }
        Attributes keys = items.get(0);
        List<Condition> conditions = new ArrayList<>();
        boolean supported = true;
        for (Element key : keys.elements()) {
            if (FindKeys.isKey(key.tag())) {
                KeyMatch match = MatchingRules.of(key.tag(), MatchingRules.vrOf(key), keys);
                conditions.addAll(match.conditions());
                supported &= match.supported();
            }
        }
        return conditions.isEmpty()
                ? new KeyMatch(List.of(), supported)
                : new KeyMatch(List.of(new Condition.Items(tag, conditions)), supported);
    }
}
