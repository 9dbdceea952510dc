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
import dozo.storage.index.model.Level;
import dozo.storage.index.query.IndexRow;
import dozo.storage.integrity.ObjectElements;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the identifiers of C-FIND responses (PS3.4 section C.4.1.1.3.2): every key of the request with its value or without
 * one, the unique keys down to the level, and where to retrieve from. Used by one thread.
 */
final class AnswerBuilder {

    private final FindRequest request;
    private final InformationModel model;
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
        this.model = model;
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
        for (Element key : request.identifier().elements()) {
            if (FindKeys.isKey(key.tag()) && !FindKeys.isAnsweredByArchive(key.tag())) {
                selected.put(value(found, key));
            }
        }
        addUniqueKeys(found, selected);
        Attributes answer = AnswerText.rewrite(selected, preferredSets(found.characterSet()));
        answer.put(Tag.QueryRetrieveLevel, Vr.CS, request.level().term());
        answer.put(Tag.RetrieveAETitle, Vr.AE, retrieveFrom.value());
        if (request.identifier().contains(Tag.InstanceAvailability)) {
            String[] term = availability.of(request.level(), found).stream().toArray(String[]::new);
            answer.put(Tag.InstanceAvailability, Vr.CS, term);
        }
        return answer;
    }

    private Element value(Attributes found, Element key) {
        if (FindKeys.isPrivateCreator(key.tag()) && !key.isEmpty()) {
            return key;
        }
        boolean returned = request.returnTags().contains(key.tag());
        Element stored = returned ? found.element(key.tag()).orElse(null) : null;
        if (stored == null) {
            return empty(key);
        }
        return stored instanceof Element.Items items && key instanceof Element.Items wanted
                ? RequestedItems.of(items, wanted)
                : stored;
    }

    private void addUniqueKeys(Attributes found, Attributes selected) {
        List<Level> levels = new ArrayList<>(model.above(request.level()));
        levels.add(request.level());
        for (Level level : levels) {
            found.element(InformationModel.uniqueKey(level)).ifPresent(selected::put);
        }
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
