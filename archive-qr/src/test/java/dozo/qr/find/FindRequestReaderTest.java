package dozo.qr.find;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dictionary.DataDictionary;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.TransferSyntax;
import dozo.qr.model.ExtendedNegotiation;
import dozo.qr.model.InformationModel;
import dozo.qr.model.InvalidIdentifier;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Of each key that comes over the wire the index is asked what its representation says, and nothing is left out on the way. */
class FindRequestReaderTest {

    private static final ExtendedNegotiation RELATIONAL = new ExtendedNegotiation(true, false);

    /** Attributes that the index keeps, in order of tags, with the level of each. */
    private static final List<Map.Entry<Integer, Level>> KEYS = FindKeys.all().entrySet().stream()
            .filter(key -> FindKeys.isKey(key.getKey()))
            .toList();

    @ParameterizedTest
    @EnumSource
    void asksForEachKeyAtItsOwnLevelAndThoseAboveAndBelow(Level level) throws Exception {
        for (Map.Entry<Integer, Level> key : KEYS) {
            int tag = key.getKey();
            Attributes identifier = level(level);
            putKey(identifier, tag);

            FindRequest request = read(identifier, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

            KeyMatch match = match(identifier, tag);
            boolean returned = !level.isAbove(key.getValue());
            String name = Tag.toString(tag);
            assertEquals(level, request.level());
            assertEquals(match.conditions(), request.conditions(), name);
            assertEquals(returned ? Set.of(tag) : Set.of(), request.returnTags(), name);
            assertEquals(match.supported() && returned, request.allSupported(), name);
        }
    }

    static Stream<Arguments> everyLevelInEverySyntax() {
        return Stream.of(Level.values()).flatMap(level -> Stream.of(
                        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)
                .map(syntax -> Arguments.of(level, syntax)));
    }

    @ParameterizedTest
    @MethodSource("everyLevelInEverySyntax")
    void asksForAllKeysOfOneIdentifierTogether(Level level, TransferSyntax syntax) throws Exception {
        Attributes identifier = level(level);
        KEYS.forEach(key -> putKey(identifier, key.getKey()));
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<Integer, Level> key : KEYS) {
            conditions.addAll(match(identifier, key.getKey()).conditions());
        }

        assertEquals(conditions, read(identifier, syntax).conditions());
    }

    private static FindRequest read(Attributes identifier, TransferSyntax syntax)
            throws DecodingException, InvalidIdentifier {
        Attributes received =
                DatasetReader.read(DatasetWriter.toBytes(identifier, syntax), syntax, DecodingLimits.MESSAGE);
        return new FindRequestReader(received, InformationModel.PATIENT_ROOT, RELATIONAL).read();
    }

    private static KeyMatch match(Attributes identifier, int tag) throws InvalidIdentifier {
        return FindKeys.isMatched(tag)
                ? MatchingRules.of(tag, DataDictionary.vrOf(tag), identifier)
                : KeyMatch.UNSUPPORTED;
    }

    private static Attributes level(Level level) {
        return new Attributes().put(Tag.QueryRetrieveLevel, Vr.CS, level.term());
    }

    /** With a value that asks for more than one condition where its representation has such. */
    private static void putKey(Attributes identifier, int tag) {
        Vr vr = DataDictionary.vrOf(tag);
        switch (vr) {
            case SQ -> {
                Attributes item = new Attributes();
                item.put(Tag.RequestedProcedureID, Vr.SH, "RP-1").put(Tag.ScheduledProcedureStepID, Vr.SH, "SPS-1");
                identifier.putItems(tag, List.of(item));
            }
            case UI -> identifier.put(tag, vr, "1.2.3", "1.2.4");
            case DA -> identifier.put(tag, vr, "20261101-20261122");
            case TM -> identifier.put(tag, vr, "1030-");
            case DT -> identifier.put(tag, vr, "2026-2027");
            case PN -> identifier.put(tag, vr, "YAMADA*=SUZUKI=TANAKA");
            case IS, DS -> identifier.put(tag, vr, "5", "6", "7");
            default -> {
                if (vr.isText()) {
                    identifier.put(tag, vr, "A", "B*", "C");
                } else {
                    identifier.put(new Element.Bytes(tag, vr, new byte[3 * vr.unitBytes()]));
                }
            }
        }
    }
}
