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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds out of what kinds the instances are that a C-GET is going to bring, since it must propose a presentation context for
 * each before it asks. Goes down the levels one by one, as a hierarchical query must (PS3.4 section C.4.1.2.1). Used once.
 */
public final class Kinds {

    private static final List<TransferSyntax> UNCOMPRESSED =
            List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

    private final Remote remote;
    private final InformationModel model;
    private final Association association;
    private final Set<Uid> classes = new LinkedHashSet<>();
    private final Set<Kind> told = new LinkedHashSet<>();

    private Kinds(Remote remote, InformationModel model, Association association) {
        this.remote = remote;
        this.model = model;
        this.association = association;
    }

    /**
     * Asks for the SOP classes, and the transfer syntaxes where the peer tells them, of what {@code selection} selects.
     *
     * @param level of the selection
     */
    public static Set<Kind> of(Remote remote, InformationModel model, Level level, Attributes selection)
            throws OperatingFailure {
        try (Association association = remote.open(List.of(Finder.context(model.find())))) {
            Kinds kinds = new Kinds(remote, model, association);
            int key = InformationModel.uniqueKey(level);
            for (String value : selection.strings(key)) {
                Attributes one = copy(selection);
                one.put(key, DataDictionary.vrOf(key), value);
                kinds.descend(level, one);
            }
            return kinds.withFallbacks();
        }
    }

    /** Asks for what lies below the one entity that {@code keys} names. */
    private void descend(Level level, Attributes keys) throws OperatingFailure {
        if (level == Level.IMAGE) {
            ask(level, keys, this::note);
            return;
        }
        Level below = Level.values()[level.ordinal() + 1];
        int key = InformationModel.uniqueKey(below);
        List<Attributes> found = new ArrayList<>();
        ask(below, copy(keys).putEmpty(key, DataDictionary.vrOf(key)), answer -> {
            if (below == Level.IMAGE) {
                note(answer);
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

    private void note(Attributes answer) {
        Optional<Uid> sopClass = answer.uid(Tag.SOPClassUID);
        sopClass.ifPresent(classes::add);
        answer.strings(Tag.AvailableTransferSyntaxUID).stream()
                .map(Uid::parse)
                .flatMap(Optional::stream)
                .forEach(syntax -> sopClass.ifPresent(uid -> told.add(new Kind(uid, TransferSyntax.of(syntax)))));
    }

    private static Attributes copy(Attributes attributes) {
        Attributes copy = new Attributes();
        attributes.elements().forEach(copy::put);
        return copy;
    }

    /** What was told first; then uncompressed; then, as long as there is room, every other syntax for each class, retired ones last. */
    private Set<Kind> withFallbacks() {
        Set<Kind> kinds = new LinkedHashSet<>(told);
        List<TransferSyntax> syntaxes = new ArrayList<>(UNCOMPRESSED);
        if (told.isEmpty()) {
            UidDictionary.of(UidKind.TRANSFER_SYNTAX).stream()
                    .sorted(Comparator.comparing(UidEntry::retired))
                    .map(entry -> TransferSyntax.of(entry.uid()))
                    .forEach(syntaxes::add);
        }
        for (TransferSyntax syntax : syntaxes) {
            classes.forEach(sopClass -> kinds.add(new Kind(sopClass, syntax)));
        }
        return kinds;
    }
}
