package dozo.qr.find;

import dozo.core.charset.SpecificCharacterSet;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings all text of an answer into one character set that can hold it (INV-11; PS3.4 section C.4.1.1.3): one of those
 * preferred, else UTF-8. All text is written anew, also where the set stays the same: devices label as ISO 2022 what is in
 * Shift_JIS or leave out a return to ASCII, and whoever reads the answer need not forgive that.
 */
final class AnswerText {

    private AnswerText() {}

    /** {@code answer} in a set that it states, unless it is the default repertoire. */
    static Attributes rewrite(Attributes answer, List<SpecificCharacterSet> preferred) {
        List<String> texts = new ArrayList<>();
        gather(answer, texts);
        SpecificCharacterSet target = SpecificCharacterSet.firstHolding(texts, preferred);
        Attributes rewritten = new Attributes();
        if (!target.terms().isEmpty()) {
            rewritten.put(Tag.SpecificCharacterSet, Vr.CS, target.terms().toArray(String[]::new));
        }
        copy(answer, rewritten, target);
        return rewritten;
    }

    private static void gather(Attributes source, List<String> texts) {
        for (Element element : source.elements()) {
            if (element instanceof Element.Items sequence) {
                sequence.items().forEach(item -> gather(item, texts));
            } else if (!isSameInAllSets(element)) {
                texts.addAll(source.strings(element.tag()));
            }
        }
    }

    private static void copy(Attributes source, Attributes copy, SpecificCharacterSet target) {
        for (Element element : source.elements()) {
            if (element.tag() == Tag.SpecificCharacterSet) {
                continue;
            }
            if (element instanceof Element.Items sequence) {
                copy.put(items(sequence, target));
            } else if (isSameInAllSets(element)) {
                copy.put(element);
            } else {
                copy.put(
                        element.tag(),
                        element.vr(),
                        source.strings(element.tag()).toArray(String[]::new));
            }
        }
    }

    /** Most values are no text, or text as it would be written anew; they are passed on as they are. */
    private static boolean isSameInAllSets(Element element) {
        return !element.vr().usesSpecificCharacterSet()
                || element instanceof Element.Bytes text
                        && SpecificCharacterSet.isCommon(text.value())
                        && isPaddedAsWritten(text.value());
    }

    /** Of even length, without a space before the value and with no more behind it than makes the length even. */
    private static boolean isPaddedAsWritten(byte[] value) {
        int length = value.length;
        return length % 2 == 0 && (length == 0 || value[0] != ' ' && value[length - 2] != ' ');
    }

    private static Element.Items items(Element.Items sequence, SpecificCharacterSet target) {
        List<Attributes> items = new ArrayList<>();
        for (Attributes item : sequence.items()) {
            Attributes copy = new Attributes(target);
            copy(item, copy, target);
            items.add(copy);
        }
        return new Element.Items(sequence.tag(), sequence.vr(), items);
    }
}
