package dozo.admin.scu;

import dozo.admin.scu.InstanceFile.Kind;
import dozo.core.association.Association;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dictionary.DataDictionary;
import dozo.core.dictionary.UidDictionary;
import dozo.core.dictionary.UidEntry;
import dozo.core.dictionary.UidKind;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import dozo.storage.index.model.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds out what instances a C-GET is going to bring and of what kinds they are, since it must propose a presentation context
 * for each kind before it asks. Goes down the levels one by one, as a hierarchical query must (PS3.4 section C.4.1.2.1). Used
 * once.
 */
final class Survey {

    private static final List<TransferSyntax> UNCOMPRESSED =
            List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

    /** Every other transfer syntax, retired ones last. */
    private static final List<TransferSyntax> OTHERS = UidDictionary.of(UidKind.TRANSFER_SYNTAX).stream()
            .sorted(Comparator.comparing(UidEntry::retired))
            .map(entry -> TransferSyntax.of(entry.uid()))
            .filter(syntax -> !UNCOMPRESSED.contains(syntax))
            .toList();

    private final Remote remote;
    private final InformationModel model;
    private final Association association;
    private final Map<Described, GetPlan.Group> groups = new LinkedHashMap<>();

    /** What the peer says of an instance; no transfer syntaxes when it does not tell them. */
    private record Described(Uid sopClass, Set<TransferSyntax> syntaxes) {}

    private Survey(Remote remote, InformationModel model, Association association) {
        this.remote = remote;
        this.model = model;
        this.association = association;
    }

    /**
     * Asks for the SOP classes, and the transfer syntaxes where the peer tells them, of what {@code selection} selects.
     *
     * @param level of the selection
     */
    static GetPlan of(Remote remote, InformationModel model, Level level, Attributes selection)
            throws OperatingFailure {
        try (Association association = remote.open(List.of(Finder.context(model.find())))) {
            Survey survey = new Survey(remote, model, association);
            int key = InformationModel.uniqueKey(level);
            for (String value : selection.strings(key)) {
                Attributes one = copy(selection);
                one.put(key, DataDictionary.vrOf(key), value);
                survey.descend(level, one);
            }
            return GetPlan.of(selection, survey.groups.values());
        }
    }

    /** Asks for what lies below the one entity that {@code keys} names. */
    private void descend(Level level, Attributes keys) throws OperatingFailure {
        if (level == Level.IMAGE) {
            ask(level, keys, answer -> note(keys, answer));
            return;
        }
        Level below = Level.values()[level.ordinal() + 1];
        int key = InformationModel.uniqueKey(below);
        List<Attributes> found = new ArrayList<>();
        ask(below, copy(keys).putEmpty(key, DataDictionary.vrOf(key)), answer -> {
            if (below == Level.IMAGE) {
                note(keys, answer);
            } else {
                answer.string(key).ifPresent(value -> found.add(copy(keys).put(key, DataDictionary.vrOf(key), value)));
            }
        });
        for (Attributes one : found) {
            descend(below, one);
        }
    }

    private void ask(Level level, Attributes keys, Consumer<Attributes> consumer) throws OperatingFailure {
        Attributes identifier = copy(keys).put(Tag.QueryRetrieveLevel, Vr.CS, level.term());
        if (level == Level.IMAGE) {
            identifier.putEmpty(Tag.SOPClassUID, Vr.UI).putEmpty(Tag.AvailableTransferSyntaxUID, Vr.UI);
        }
        Finder.find(remote, association, model, identifier, answer -> {
            consumer.accept(answer);
            return true;
        });
    }

    /** @param keys those of the series, and perhaps of the instance itself */
    private void note(Attributes keys, Attributes answer) {
        Optional<Uid> sopClass = answer.uid(Tag.SOPClassUID);
        Optional<Uid> instance = answer.uid(Tag.SOPInstanceUID);
        if (sopClass.isEmpty() || instance.isEmpty()) {
            return;
        }
        Set<TransferSyntax> syntaxes = new LinkedHashSet<>();
        answer.strings(Tag.AvailableTransferSyntaxUID).stream()
                .map(Uid::parse)
                .flatMap(Optional::stream)
                .map(TransferSyntax::of)
                .forEach(syntaxes::add);
        groups.computeIfAbsent(new Described(sopClass.get(), syntaxes), Survey::group)
                .add(keys, instance.get());
    }

    /** What was told first, then uncompressed; where nothing was told, every other syntax as well. */
    private static GetPlan.Group group(Described described) {
        Set<TransferSyntax> syntaxes = new LinkedHashSet<>(described.syntaxes());
        syntaxes.addAll(UNCOMPRESSED);
        if (described.syntaxes().isEmpty()) {
            syntaxes.addAll(OTHERS);
        }
        Set<Kind> kinds = new LinkedHashSet<>();
        syntaxes.forEach(syntax -> kinds.add(new Kind(described.sopClass(), syntax)));
        return new GetPlan.Group(kinds);
    }

    private static Attributes copy(Attributes attributes) {
        Attributes copy = new Attributes();
        attributes.elements().forEach(copy::put);
        return copy;
    }
}
