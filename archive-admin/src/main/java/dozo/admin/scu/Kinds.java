package dozo.admin.scu;

import dozo.admin.scu.InstanceFile.Kind;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dictionary.UidDictionary;
import dozo.core.dictionary.UidKind;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.qr.model.InformationModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out of what kinds the instances are that a C-GET is going to bring, since it must propose a presentation context for
 * each before it asks.
 */
public final class Kinds {

    private static final List<TransferSyntax> UNCOMPRESSED =
            List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

    private Kinds() {}

    /**
     * Asks at the IMAGE level for the SOP classes, and the transfer syntaxes where the peer tells them, of what
     * {@code selection} selects.
     */
    public static Set<Kind> of(Remote remote, InformationModel model, Attributes selection) throws OperatingFailure {
        Attributes question = new Attributes();
        selection.elements().forEach(question::put);
        question.put(Tag.QueryRetrieveLevel, Vr.CS, "IMAGE");
        for (int tag : new int[] {Tag.SeriesInstanceUID, Tag.SOPInstanceUID}) {
            if (!question.contains(tag)) {
                question.putEmpty(tag, Vr.UI);
            }
        }
        question.putEmpty(Tag.SOPClassUID, Vr.UI).putEmpty(Tag.AvailableTransferSyntaxUID, Vr.UI);
        Set<Uid> classes = new LinkedHashSet<>();
        Set<Kind> told = new LinkedHashSet<>();
        Finder.find(remote, model, question, answer -> {
            Optional<Uid> sopClass = answer.uid(Tag.SOPClassUID);
            sopClass.ifPresent(classes::add);
            answer.strings(Tag.AvailableTransferSyntaxUID).stream()
                    .map(Uid::parse)
                    .flatMap(Optional::stream)
                    .forEach(syntax -> sopClass.ifPresent(uid -> told.add(new Kind(uid, TransferSyntax.of(syntax)))));
            return true;
        });
        return withFallbacks(classes, told);
    }

    /** What was told first; then uncompressed; then, as long as there is room, every other syntax for each class. */
    private static Set<Kind> withFallbacks(Set<Uid> classes, Set<Kind> told) {
        Set<Kind> kinds = new LinkedHashSet<>(told);
        List<TransferSyntax> syntaxes = new ArrayList<>(UNCOMPRESSED);
        if (told.isEmpty()) {
            UidDictionary.of(UidKind.TRANSFER_SYNTAX).stream()
                    .filter(entry -> !entry.retired())
                    .map(entry -> TransferSyntax.of(entry.uid()))
                    .forEach(syntaxes::add);
        }
        for (TransferSyntax syntax : syntaxes) {
            classes.forEach(sopClass -> kinds.add(new Kind(sopClass, syntax)));
        }
        return kinds;
    }
}
