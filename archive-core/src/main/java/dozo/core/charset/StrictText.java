package dozo.core.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decoding that refuses instead of replacing, without an exception, to test a guess at what bytes mean. */
final class StrictText {

    private StrictText() {}

    /** The text of bytes {@code from} to {@code to}, the latter exclusive; empty unless every byte fits the charset. */
    static Optional<String> decode(Charset charset, byte[] value, int from, int to) {
        CharsetDecoder decoder = charset.newDecoder();
        CharBuffer text = CharBuffer.allocate((int) Math.ceil((to - from) * (double) decoder.maxCharsPerByte()));
        CoderResult result = decoder.decode(ByteBuffer.wrap(value, from, to - from), text, true);
        boolean fits = !result.isError() && !decoder.flush(text).isError();
        return fits ? Optional.of(text.flip().toString()) : Optional.empty();
    }

    /**
     * The text if it is UTF-8 whatever it was declared to be.
     *
     * @param longestOnly whether only characters of three bytes and more are proof: those of two may be one Korean or
     *     Chinese character as well
     */
    static Optional<String> decodeUtf8(byte[] value, int from, int to, boolean longestOnly) {
        return decode(StandardCharsets.UTF_8, value, from, to)
                .filter(text -> !longestOnly || text.chars().allMatch(c -> c < 0x80 || c >= 0x800));
    }
}
