package dozo.qr.find;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import java.util.ArrayList;
import java.util.List;

/** Cuts the items of a stored sequence to the keys that the item of the request names (PS3.4 section C.2.2.2.6). */
final class RequestedItems {

    private RequestedItems() {}

    /** All of {@code stored} when the request names no key inside the sequence. */
    static Element.Items of(Element.Items stored, Element.Items wanted) {
        if (wanted.items().isEmpty() || wanted.items().get(0).isEmpty()) {
            return stored;
        }
        Attributes keys = wanted.items().get(0);
        List<Attributes> items = new ArrayList<>();
        for (Attributes item : stored.items()) {
            items.add(cut(item, keys));
        }
        return new Element.Items(stored.tag(), stored.vr(), items);
    }

    private static Attributes cut(Attributes item, Attributes keys) {
        Attributes cut = new Attributes(item.characterSet());
        for (Element key : keys.elements()) {
            Element value = item.element(key.tag()).orElse(null);
            if (value instanceof Element.Items items && key instanceof Element.Items wanted) {
                cut.put(of(items, wanted));
            } else if (value != null) {
                cut.put(value);
            } else {
                cut.putEmpty(key.tag(), key.vr());
            }
        }
        return cut;
    }
}
