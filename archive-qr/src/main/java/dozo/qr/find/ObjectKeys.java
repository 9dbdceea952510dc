package dozo.qr.find;

import dozo.core.dataset.Attributes;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.index.query.IndexRow;
import dozo.storage.index.query.InstanceStream;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.integrity.ObjectElements;
import dozo.storage.integrity.WantedElement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values that only the stored objects have: of attributes that the index keeps at no level, and of those that are too long for
 * it. An object is opened when such a key is asked for and for nothing else: of an instance its own, of the levels above the
 * first one below. Used by one query on one thread.
 */
final class ObjectKeys {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectKeys.class);

    private static final ObjectElements.Found NOTHING = new ObjectElements.Found(new Attributes(), Set.of());

    private final ArchiveIndex index;
    private final ObjectElements objects;
    private boolean warned;

    ObjectKeys(ArchiveIndex index, ObjectElements objects) {
        this.index = index;
        this.objects = objects;
    }

    /**
     * What the object of the row tells of the keys that the row does not.
     *
     * @throws OperatingFailure when the index cannot be read; an object that cannot be read leaves its values out
     */
    ObjectElements.Found read(FindRequest request, IndexRow row) throws OperatingFailure {
        if (request.objectKeys().isEmpty() && row.leftOut().isEmpty()) {
            return NOTHING;
        }
        Set<WantedElement> wanted = new HashSet<>(request.objectKeys());
        row.leftOut().stream()
                .filter(request.returnTags()::contains)
                .map(WantedElement::of)
                .forEach(wanted::add);
        if (wanted.isEmpty()) {
            return NOTHING;
        }
        Optional<StoredInstance> instance = instance(row);
        return instance.isPresent() ? read(instance.get(), wanted) : allLeftOut(wanted);
    }

    private Optional<StoredInstance> instance(IndexRow row) throws OperatingFailure {
        Optional<RetrieveSelection> entity = EntitySelection.of(row.level(), row.attributes());
        if (entity.isEmpty()) {
            return Optional.empty();
        }
        try (InstanceStream instances = index.instances(entity.get())) {
            return instances.next();
        }
    }

    private ObjectElements.Found read(StoredInstance instance, Set<WantedElement> wanted) {
        try {
            return objects.read(instance, wanted);
        } catch (OperatingFailure e) {
            if (!warned) {
                warned = true;
                LOG.warn(
                        "DOZO-{} instance {} could not be read for a query, so keys are answered without value: {}",
                        e.code().number(),
                        instance.object().sopInstanceUid(),
                        e.getMessage());
            }
            return allLeftOut(wanted);
        }
    }

    private static ObjectElements.Found allLeftOut(Set<WantedElement> wanted) {
        return new ObjectElements.Found(
                new Attributes(), wanted.stream().map(WantedElement::tag).collect(Collectors.toSet()));
    }
}
