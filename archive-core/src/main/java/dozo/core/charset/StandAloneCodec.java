package dozo.core.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** UTF-8, GB18030 and GBK, which admit no escape sequences (PS3.5 section 6.1.2.3). */
final class StandAloneCodec implements TextCodec {

    private static final Charset GB18030 = Charset.forName("GB18030");

    private final Charset charset;

    StandAloneCodec(Charset charset) {
        this.charset = charset;
    }

    @Override
    public String decode(byte[] value, TextKind kind) {
        if (isEscapedAscii(value)) {
            return Iso2022Codec.UNDECLARED.decode(value, kind);
        }
        Optional<String> text = StrictText.decode(charset, value, 0, value.length);
        if (text.isEmpty() && charset != StandardCharsets.UTF_8) {
            text = StrictText.decode(GB18030, value, 0, value.length)
                    .or(() -> StrictText.decode(StandardCharsets.UTF_8, value, 0, value.length));
        }
        return text.orElseGet(() -> new String(value, charset));
    }

    /** Whether the sender wrote ISO 2022 in spite of the term: an escape, and no byte that needs this encoding. */
    private static boolean isEscapedAscii(byte[] value) {
        boolean escape = false;
        for (byte b : value) {
            if (b < 0) {
                return false;
            }
            escape |= b == GraphicSet.ESC;
        }
        return escape;
    }

    @Override
    public boolean canEncode(String text) {
        return charset.newEncoder().canEncode(text);
    }

    @Override
    public byte[] encode(String text, TextKind kind) {
        return text.getBytes(charset);
    }
}
