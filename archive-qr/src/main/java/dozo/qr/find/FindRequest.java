package dozo.qr.find;

import dozo.core.dataset.Attributes;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import dozo.storage.integrity.WantedElement;
import java.util.List;
import java.util.Set;

/**
 * A C-FIND identifier, understood.
 *
 * @param identifier as it came; names the attributes to return
 * @param level of the entities wanted
 * @param conditions what must hold of them; none for all entities of the level
 * @param returnTags the keys that this archive can return at the level
 * @param objectKeys those of them that the index keeps at no level, so that each answer needs a look into its object
 * @param allSupported whether every key can be both matched as asked and returned: decides between FF00H and FF01H
 */
record FindRequest(
        Attributes identifier,
        Level level,
        List<Condition> conditions,
        Set<Integer> returnTags,
        Set<WantedElement> objectKeys,
        boolean allSupported) {

    FindRequest {
        conditions = List.copyOf(conditions);
        returnTags = Set.copyOf(returnTags);
        objectKeys = Set.copyOf(objectKeys);
    }
}
