package dozo.storage.ingest;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.failure.FailureCode;
import dozo.core.value.Uid;
import java.util.List;
import java.util.Optional;

/**
 * The identifiers of a data set, after the checks of PS3.4 section B.2.3: present, valid, one each, and those that the
 * command named too. Immutable.
 *
 * <p>Objects that belong to no patient have no study (PS3.4 Annex GG): all of one SOP class are filed under that class's UID as
 * study and series, so that they are found and handed out as everything else is.
 */
record IdentifiedInstance(Uid sopClassUid, Uid sopInstanceUid, Uid studyInstanceUid, Uid seriesInstanceUid) {

    private static final List<Integer> IDENTIFIERS =
            List.of(Tag.SOPClassUID, Tag.SOPInstanceUID, Tag.StudyInstanceUID, Tag.SeriesInstanceUID);

    /** @throws Refusal when one is missing, not valid, or not what the command says */
    static IdentifiedInstance of(Attributes header, Arrival arrival) throws Refusal {
        Uid command = arrival.sopInstanceUid()
                .orElseThrow(() ->
                        new Refusal(FailureCode.INVALID_UID, "the command has no valid Affected SOP Instance UID"));
        Uid commandClass = arrival.sopClassUid()
                .orElseThrow(
                        () -> new Refusal(FailureCode.INVALID_UID, "the command has no valid Affected SOP Class UID"));
        if (IDENTIFIERS.stream().noneMatch(header::hasValue)) {
            throw new Refusal(FailureCode.NOT_UNDERSTOOD, "the data set has nothing that identifies an instance");
        }
        Uid sopClass = required(header, Tag.SOPClassUID, "SOP Class UID");
        Uid instance = required(header, Tag.SOPInstanceUID, "SOP Instance UID");
        agree(sopClass, commandClass, "SOP Class UID");
        agree(instance, command, "SOP Instance UID");
        if (NonPatientObject.isSopClass(sopClass) && !header.hasValue(Tag.StudyInstanceUID)) {
            return new IdentifiedInstance(sopClass, instance, sopClass, sopClass);
        }
        return new IdentifiedInstance(
                sopClass,
                instance,
                required(header, Tag.StudyInstanceUID, "Study Instance UID"),
                required(header, Tag.SeriesInstanceUID, "Series Instance UID"));
    }

    private static Uid required(Attributes header, int tag, String name) throws Refusal {
        if (!header.hasValue(tag)) {
            throw new Refusal(FailureCode.CLASS_MISMATCH, "the data set has no " + name);
        }
        List<String> values = header.strings(tag);
        Optional<Uid> uid = values.size() == 1 ? Uid.parse(values.get(0)) : Optional.empty();
        return uid.orElseThrow(
                () -> new Refusal(FailureCode.INVALID_UID, "the data set's " + name + " is not one valid UID"));
    }

    private static void agree(Uid data, Uid command, String name) throws Refusal {
        if (!data.equals(command)) {
            throw new Refusal(
                    FailureCode.CLASS_MISMATCH,
                    "the data set's " + name + " " + data + " is not the command's " + command);
        }
    }
}
