package dozo.admin.scu;

import dozo.core.charset.SpecificCharacterSet;
import dozo.core.charset.TextKind;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dictionary.DataDictionary;
import dozo.core.dictionary.DictionaryEntry;
import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys of a query as typed: {@code PatientName=YAMADA*}, {@code 0010,0020=12}, or a bare {@code StudyDate} to be returned.
 * Immutable.
 *
 * @param values by tag, in the order typed; an empty text asks for the attribute to be returned
 */
public record QueryKeys(Map<Integer, String> values) {

    private static final Pattern NUMERIC_TAG = Pattern.compile("([0-9A-Fa-f]{4}),?([0-9A-Fa-f]{4})");

    public QueryKeys {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** @throws OperatingFailure when a key is neither a keyword of the dictionary nor a tag */
    public static QueryKeys parse(List<String> keys) throws OperatingFailure {
        Map<Integer, String> values = new LinkedHashMap<>();
        for (String key : keys) {
            int equals = key.indexOf('=');
            String name = equals < 0 ? key : key.substring(0, equals);
            values.put(tag(name), equals < 0 ? "" : key.substring(equals + 1));
        }
        return new QueryKeys(values);
    }

    private static int tag(String name) throws OperatingFailure {
        Matcher numeric = NUMERIC_TAG.matcher(name);
        if (numeric.matches()) {
            return Integer.parseUnsignedInt(numeric.group(1) + numeric.group(2), 16);
        }
        OptionalInt tag = DataDictionary.tagOf(name);
        return tag.orElseThrow(() -> new OperatingFailure(
                FailureCode.CONFIGURATION_INVALID,
                "\"" + name + "\" is no keyword of the DICOM dictionary. Write for example PatientName=YAMADA* or"
                        + " 0010,0010=YAMADA*."));
    }

    /** The keyword of a tag, or its number when the dictionary has none. */
    public static String label(int tag) {
        return DataDictionary.entry(tag)
                .map(DictionaryEntry::keyword)
                .filter(keyword -> !keyword.isEmpty())
                .orElse(Tag.toString(tag));
    }

    /**
     * The identifier of a request at {@code level} (PS3.4 section C.4.1.1.3), with {@code alsoReturned} where not typed. Text
     * beyond ASCII makes it UTF-8.
     */
    public Attributes identifier(String level, List<Integer> alsoReturned) {
        Attributes identifier = new Attributes();
        boolean ascii = values.values().stream()
                .allMatch(value -> SpecificCharacterSet.DEFAULT.canEncode(value, TextKind.SINGLE_TEXT));
        if (!ascii) {
            identifier.put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192");
        }
        identifier.put(Tag.QueryRetrieveLevel, Vr.CS, level);
        alsoReturned.forEach(tag -> identifier.putEmpty(tag, vrOf(tag)));
        values.forEach((tag, value) -> {
            if (value.isEmpty()) {
                identifier.putEmpty(tag, vrOf(tag));
            } else {
                identifier.put(tag, vrOf(tag), value.split("\\\\", -1));
            }
        });
        return identifier;
    }

    private static Vr vrOf(int tag) {
        Vr vr = DataDictionary.vrOf(tag);
        return vr == Vr.UN ? Vr.LO : vr;
    }
}
