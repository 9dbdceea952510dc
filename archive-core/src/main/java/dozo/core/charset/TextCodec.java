package dozo.core.charset;

/** How the text of one Specific Character Set is written. Implementations are immutable. */
interface TextCodec {

    /** Decodes a whole value; never fails, what cannot be understood becomes U+FFFD. */
    String decode(byte[] value, TextKind kind);

    /** Whether {@link #encode} can write every character. */
    boolean canEncode(String text);

    /** Encodes a text that {@link #canEncode} accepted. */
    byte[] encode(String text, TextKind kind);
}
