package dozo.admin.scu;

import dozo.core.association.ProposedContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files put together so that one association can take each batch: one presentation context for each SOP class and transfer
 * syntax, at most 128 of them (PS3.8 section 9.3.2.2: odd identifiers from 1 to 255).
 *
 * @param batches none of them empty
 */
record SendPlan(List<Batch> batches) {

    static final int MAX_CONTEXTS = 128;

    /** Files of some kinds, in their order. */
    record Batch(Set<InstanceFile.Kind> kinds, List<InstanceFile> files) {

        List<ProposedContext> contexts() {
            return kinds.stream()
                    .map(kind -> ProposedContext.of(kind.sopClass(), kind.syntax()))
                    .toList();
        }
    }

    static SendPlan of(Collection<InstanceFile> files) {
        Map<InstanceFile.Kind, Integer> batchOfKind = new LinkedHashMap<>();
        List<Batch> batches = new ArrayList<>();
        for (InstanceFile file : files) {
            int batch = batchOfKind.computeIfAbsent(file.kind(), kind -> batchOfKind.size() / MAX_CONTEXTS);
            if (batch == batches.size()) {
                batches.add(new Batch(new LinkedHashSet<>(), new ArrayList<>()));
            }
            batches.get(batch).kinds().add(file.kind());
            batches.get(batch).files().add(file);
        }
        return new SendPlan(batches);
    }
}
