package dozo.core.charset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dozo.core.testing.InputBudget;
import dozo.core.testing.Neighbours;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are text in any character set, since decoding never fails; text that a set can hold is the same once written and
 * read. The first byte of an input chooses the character set, the second the kind of text.
 */
class CharacterSetFuzzTest {

    private static final List<SpecificCharacterSet> SETS = Stream.of(
                    "",
                    "ISO_IR 192",
                    "GB18030",
                    "GBK",
                    "ISO_IR 100",
                    "ISO_IR 13",
                    "ISO_IR 166",
                    "\\ISO 2022 IR 87",
                    "\\ISO 2022 IR 87\\ISO 2022 IR 159",
                    "ISO 2022 IR 13\\ISO 2022 IR 87",
                    "ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159",
                    "\\ISO 2022 IR 149",
                    "\\ISO 2022 IR 58",
                    "ISO 2022 IR 100\\ISO 2022 IR 144\\ISO 2022 IR 126\\ISO 2022 IR 203",
                    "ISO 2022 IR 6\\ISO 2022 IR 127\\ISO 2022 IR 138\\ISO 2022 IR 101\\ISO 2022 IR 110",
                    "ISO 2022 IR 109\\ISO 2022 IR 148\\ISO 2022 IR 166\\ISO 2022 IR 149\\ISO 2022 IR 58",
                    "KLINGON")
            .map(terms -> SpecificCharacterSet.of(List.of(terms.split("\\\\", -1))))
            .toList();

    private static final TextKind[] KINDS = TextKind.values();

    static Stream<byte[]> names() {
        String name = "Yamada^Tarou=\u5C71\u7530^\u592A\u90CE=\u3084\u307E\u3060^\u305F\u308D\u3046";
        String korean = "Hong^Gildong=\u6D2A^\u5409\u6D1E=\uD64D^\uAE38\uB3D9";
        String western = "Buc^J\u00E9r\u00F4me\\\u0412\u0430\u0441\u044F\\\u0394\u03B9\u03BF\u03BD\\\u2460\u9AD9\uFF5E";
        return Stream.of(name, korean, western).flatMap(text -> Stream.iterate(0, i -> i < SETS.size(), i -> i + 1)
                .map(choice -> seed(choice, text)));
    }

    private static byte[] seed(int choice, String text) {
        SpecificCharacterSet set = SETS.get(choice);
        byte[] value = set.canEncode(text, TextKind.PERSON_NAME)
                ? set.encode(text, TextKind.PERSON_NAME)
                : text.getBytes(StandardCharsets.UTF_8);
        byte[] input = new byte[value.length + 2];
        input[0] = (byte) choice;
        input[1] = (byte) TextKind.PERSON_NAME.ordinal();
        System.arraycopy(value, 0, input, 2, value.length);
        return input;
    }

    @MethodSource("names")
    @FuzzTest
    void readsEverythingAndLosesNothingThatItWrites(byte[] input) {
        if (input.length >= 2) {
            SpecificCharacterSet set = SETS.get(Byte.toUnsignedInt(input[0]) % SETS.size());
            TextKind kind = KINDS[Byte.toUnsignedInt(input[1]) % KINDS.length];
            byte[] value = Arrays.copyOfRange(input, 2, input.length);
            InputBudget.spend(() -> {
                survives(set, kind, set.decode(value, kind));
                survives(set, kind, new String(value, StandardCharsets.UTF_8));
            });
        }
    }

    @Test
    void bearsWhatLiesBesideItsSeeds() {
        Neighbours.of(names(), this::readsEverythingAndLosesNothingThatItWrites);
    }

    private static void survives(SpecificCharacterSet set, TextKind kind, String text) {
        // Escape is no character of text but the beginning of a sequence (PS3.5 section 6.1.3).
        if (text.indexOf(GraphicSet.ESC) < 0 && set.canEncode(text, kind)) {
            // Characters that share one position of JIS X 0208 come back as its one character.
            String readBack = set.decode(set.encode(text, kind), kind);
            assertEquals(VendorMapping.folded(text), VendorMapping.folded(readBack), set.toString());
        }
        String key = SearchKey.fold(text);
        assertEquals(key, SearchKey.fold(key), "folding a key again");
        PersonName name = PersonName.parse(text);
        assertEquals(name, PersonName.parse(name.toString()));
    }
}
