package dozo.qr.find;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.storage.index.header.AttributeLevels;
import dozo.storage.index.model.Level;
import dozo.storage.integrity.ObjectElements;
import dozo.storage.integrity.WantedElement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which elements of an identifier are keys, and who knows their values (PS3.4 sections C.2.2.1 and C.6). */
final class FindKeys {

    /** They say how the identifier is to be read. */
    private static final Set<Integer> NOT_KEYS =
            Set.of(Tag.SpecificCharacterSet, Tag.QueryRetrieveLevel, Tag.TimezoneOffsetFromUTC);

    /** They follow from the archive, not from what is stored; they are returned, not matched. */
    private static final Set<Integer> OF_THE_ARCHIVE = Set.of(Tag.RetrieveAETitle, Tag.InstanceAvailability);

    /** Computed by the index, matched and returned. */
    private static final Map<Integer, Level> TERMS =
            Map.of(Tag.ModalitiesInStudy, Level.STUDY, Tag.SOPClassesInStudy, Level.STUDY);

    /** Known to the index, returned only: nobody looks for a study by the number of its images. */
    private static final Map<Integer, Level> RETURNED_ONLY = Map.of(
            Tag.NumberOfPatientRelatedStudies, Level.PATIENT,
            Tag.NumberOfPatientRelatedSeries, Level.PATIENT,
            Tag.NumberOfPatientRelatedInstances, Level.PATIENT,
            Tag.NumberOfStudyRelatedSeries, Level.STUDY,
            Tag.NumberOfStudyRelatedInstances, Level.STUDY,
            Tag.NumberOfSeriesRelatedInstances, Level.SERIES,
            Tag.AvailableTransferSyntaxUID, Level.IMAGE);

    /** Of media that nobody has; asked for by many workstations and never stored in an instance. */
    private static final Set<Integer> NEVER_STORED = Set.of(Tag.StorageMediaFileSetID, Tag.StorageMediaFileSetUID);

    private FindKeys() {}

    static boolean isKey(int tag) {
        return !NOT_KEYS.contains(tag) && Tag.element(tag) != 0;
    }

    static boolean isAnsweredByArchive(int tag) {
        return OF_THE_ARCHIVE.contains(tag);
    }

    /** Whether values of the attribute can be looked for, if {@link #levelOf} knows it. */
    static boolean isMatched(int tag) {
        return !RETURNED_ONLY.containsKey(tag);
    }

    /** The level whose entities have the attribute; empty when the index keeps it at none. */
    static Optional<Level> levelOf(int tag) {
        Level computed = TERMS.getOrDefault(tag, RETURNED_ONLY.get(tag));
        return computed != null ? Optional.of(computed) : AttributeLevels.of(tag);
    }

    /** Whether the element says who reserved a block of private elements (PS3.5 section 7.8.1). */
    static boolean isPrivateCreator(int tag) {
        return Tag.isPrivate(tag) && Tag.element(tag) >= 0x10 && Tag.element(tag) <= 0xFF;
    }

    /**
     * The key as it is looked for in stored objects; empty when none can have it, or when it lies in a private block of which the
     * identifier does not tell the creator.
     */
    static Optional<WantedElement> inObject(int tag, Attributes identifier) {
        if (!ObjectElements.canHold(tag) || NEVER_STORED.contains(tag)) {
            return Optional.empty();
        }
        return WantedElement.isInBlock(tag)
                ? identifier.string(WantedElement.creatorOf(tag)).map(creator -> new WantedElement(tag, creator))
                : Optional.of(WantedElement.of(tag));
    }

    /** Every attribute that is matched or returned of the level whose rows have it, with its level, in order of tags. */
    static SortedMap<Integer, Level> all() {
        SortedMap<Integer, Level> all = new TreeMap<>(Integer::compareUnsigned);
        all.putAll(AttributeLevels.all());
        all.putAll(TERMS);
        all.putAll(RETURNED_ONLY);
        return all;
    }
}
