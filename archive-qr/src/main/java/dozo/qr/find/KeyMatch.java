package dozo.qr.find;

import dozo.storage.index.query.Condition;
import java.util.List;

/**
 * What one key of an identifier demands of the value.
 *
 * @param conditions all of them must hold; none means universal matching
 * @param supported whether the demand can be met; if not, the key is taken as universal and the answers say so
 */
record KeyMatch(List<Condition> conditions, boolean supported) {

    /** Every value will do, and none too (PS3.4 section C.2.2.2.3). */
    static final KeyMatch UNIVERSAL = new KeyMatch(List.of(), true);

    /** This archive does not match such keys. */
    static final KeyMatch UNSUPPORTED = new KeyMatch(List.of(), false);

    KeyMatch {
        conditions = List.copyOf(conditions);
    }

    static KeyMatch of(Condition condition) {
        return new KeyMatch(List.of(condition), true);
    }
}
