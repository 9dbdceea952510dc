package dozo.qr.find;

import dozo.core.charset.SpecificCharacterSet;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dictionary.DataDictionary;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.qr.model.InformationModel;
import dozo.storage.index.header.RowAttributes;
import dozo.storage.index.query.IndexRow;
import dozo.storage.integrity.ObjectElements;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the identifiers of C-FIND responses (PS3.4 section C.4.1.1.3.2): every key of the request with its value or without
 * one, the unique keys down to the level, and where to retrieve from. Used by one thread.
 */
final class AnswerBuilder {

    private final FindRequest request;
    private final List<Wanted> wanted;
    private final int[] uniqueKeys;
    private final AeTitle retrieveFrom;
    private final Availability availability;
    private final ObjectKeys objects;

    AnswerBuilder(
            FindRequest request,
            InformationModel model,
            AeTitle retrieveFrom,
            Availability availability,
            ObjectKeys objects) {
        this.request = request;
        this.wanted = request.identifier().elements().stream()
                .filter(key -> FindKeys.isKey(key.tag()) && !FindKeys.isAnsweredByArchive(key.tag()))
                .map(key -> Wanted.of(key, request.returnTags()))
                .toList();
        this.uniqueKeys = Stream.concat(model.above(request.level()).stream(), Stream.of(request.level()))
                .mapToInt(InformationModel::uniqueKey)
                .toArray();
        this.retrieveFrom = retrieveFrom;
        this.availability = availability;
        this.objects = objects;
    }

    /**
     * One response.
     *
     * @param whole whether it was matched and is answered in every key that this archive supports
     */
    record Answer(Attributes identifier, boolean whole) {}

    /**
     * A key of the request.
     *
     * @param returned whether its value is, if there is one
     * @param other what else is
     */
    private record Wanted(Element key, boolean returned, Element other) {

        static Wanted of(Element key, Set<Integer> returnTags) {
            boolean creator = FindKeys.isPrivateCreator(key.tag()) && !key.isEmpty();
            return creator ? new Wanted(key, false, key) : new Wanted(key, returnTags.contains(key.tag()), empty(key));
        }

        Element value(Attributes found) {
            Element stored = returned ? found.element(key.tag()).orElse(other) : other;
            return stored instanceof Element.Items items && key instanceof Element.Items keys
                    ? RequestedItems.of(items, keys)
                    : stored;
        }
    }

    /** @throws OperatingFailure when more is asked for than the row tells, and the index cannot be read */
    Answer build(IndexRow row) throws OperatingFailure {
        ObjectElements.Found inObject = objects.read(request, row);
        Attributes found = inObject.attributes().isEmpty()
                ? row.attributes()
                : RowAttributes.merge(List.of(inObject.attributes(), row.attributes()));
        boolean matched =
                row.leftOut().stream().noneMatch(tag -> request.identifier().hasValue(tag));
        return new Answer(build(found), matched && inObject.leftOut().isEmpty());
    }

    private Attributes build(Attributes found) throws OperatingFailure {
        Attributes selected = new Attributes(found.characterSet());
        for (Wanted key : wanted) {
            selected.put(key.value(found));
        }
        for (int key : uniqueKeys) {
            found.element(key).ifPresent(selected::put);
        }
        Attributes answer = AnswerText.rewrite(selected, preferredSets(found.characterSet()));
        answer.put(Tag.QueryRetrieveLevel, Vr.CS, request.level().term());
        answer.put(Tag.RetrieveAETitle, Vr.AE, retrieveFrom.value());
        if (request.identifier().contains(Tag.InstanceAvailability)) {
            String[] term = availability.of(request.level(), found).stream().toArray(String[]::new);
            answer.put(Tag.InstanceAvailability, Vr.CS, term);
        }
        return answer;
    }

    /** A requestor that states a character set reads it best; else the one the objects came in. */
    private List<SpecificCharacterSet> preferredSets(SpecificCharacterSet stored) {
        return request.identifier().hasValue(Tag.SpecificCharacterSet)
                ? List.of(request.identifier().characterSet(), stored)
                : List.of(stored);
    }

    private static Element empty(Element key) {
        Vr known = DataDictionary.vrOf(key.tag());
        Vr vr = known == Vr.UN ? key.vr() : known;
        return vr == Vr.SQ || key instanceof Element.Items
                ? new Element.Items(key.tag(), Vr.SQ, List.of())
                : new Element.Bytes(key.tag(), vr, new byte[0]);
    }
}
