package dozo.core.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The coded graphic sets that DICOM lets text switch between, with their escape sequences (PS3.3 tables C.12-3 and C.12-4,
 * PS3.5 section 6.1.2.5). Those of G0 are written with bytes below 80H, those of G1 with bytes above.
 */
enum GraphicSet {
    ASCII("(B", () -> CodeTable.ofBytes(StandardCharsets.US_ASCII, false)),
    JIS_ROMAJI("(J", () -> CodeTable.ofBytes(StandardCharsets.US_ASCII, false)),
    JIS_KATAKANA(")I", () -> CodeTable.ofBytes(charset("JIS_X0201"), true)),
    LATIN_1("-A", () -> CodeTable.ofBytes(StandardCharsets.ISO_8859_1, true)),
    LATIN_2("-B", () -> CodeTable.ofBytes(charset("ISO-8859-2"), true)),
    LATIN_3("-C", () -> CodeTable.ofBytes(charset("ISO-8859-3"), true)),
    LATIN_4("-D", () -> CodeTable.ofBytes(charset("ISO-8859-4"), true)),
    LATIN_5("-M", () -> CodeTable.ofBytes(charset("ISO-8859-9"), true)),
    LATIN_9("-b", () -> CodeTable.ofBytes(charset("ISO-8859-15"), true)),
    CYRILLIC("-L", () -> CodeTable.ofBytes(charset("ISO-8859-5"), true)),
    ARABIC("-G", () -> CodeTable.ofBytes(charset("ISO-8859-6"), true)),
    GREEK("-F", () -> CodeTable.ofBytes(charset("ISO-8859-7"), true)),
    HEBREW("-H", () -> CodeTable.ofBytes(charset("ISO-8859-8"), true)),
    THAI("-T", () -> CodeTable.ofBytes(charset("TIS-620"), true)),
    JIS_X_0208("$B", () -> CodeTable.ofJisWithVendorRows(charset("x-JIS0208"), charset("windows-31j"))),
    JIS_X_0212("$(D", () -> CodeTable.ofPairs(charset("JIS_X0212-1990"), false)),
    KS_X_1001("$)C", () -> CodeTable.ofPairs(charset("EUC-KR"), true)),
    /** With the characters that GBK has at these positions: GB2312's own middle dot and dash are not what is meant. */
    GB_2312("$)A", () -> CodeTable.ofPairs(charset("GB2312"), charset("GBK")));

    static final byte ESC = 0x1B;

    private final byte[] escape;
    private final boolean twoByte;
    private final boolean g1;
    private final Supplier<CodeTable> loader;
    /** Loaded at first use, for a process seldom meets more than two or three sets. */
    private volatile @Nullable CodeTable table;

    GraphicSet(String sequence, Supplier<CodeTable> loader) {
        this.escape = ("\u001B" + sequence).getBytes(StandardCharsets.US_ASCII);
        this.twoByte = sequence.startsWith("$");
        this.g1 = sequence.startsWith(")") || sequence.startsWith("-") || sequence.startsWith("$)");
        this.loader = loader;
    }

    private static Charset charset(String name) {
        return Charset.forName(name);
    }

    /** What designates and invokes the set; not to be changed. */
    byte[] escape() {
        return escape;
    }

    boolean isTwoByte() {
        return twoByte;
    }

    /** Whether the set is invoked in bytes of 80H and above. */
    boolean isG1() {
        return g1;
    }

    CodeTable table() {
        CodeTable loaded = table;
        if (loaded == null) {
            loaded = loader.get();
            table = loaded;
        }
        return loaded;
    }
}
