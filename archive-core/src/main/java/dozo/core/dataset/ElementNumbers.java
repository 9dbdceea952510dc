package dozo.core.dataset;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The exact numbers in values of IS and DS and of the binary numbers; a tag is its number (PS3.5 section 6.2). */
final class ElementNumbers {

    private static final BigInteger TWO_TO_THE_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

    /** A tag is written as two numbers. */
    private static final int TAG_BYTES = 4;

    private ElementNumbers() {}

    static List<BigDecimal> decode(Element.Bytes element) {
        ByteBuffer value = ByteBuffer.wrap(element.value()).order(ByteOrder.LITTLE_ENDIAN);
        List<BigDecimal> numbers = new ArrayList<>();
        int width = element.vr() == Vr.AT ? TAG_BYTES : element.vr().unitBytes();
        while (value.remaining() >= width) {
            switch (element.vr()) {
                case US -> numbers.add(BigDecimal.valueOf(Short.toUnsignedInt(value.getShort())));
                case SS -> numbers.add(BigDecimal.valueOf(value.getShort()));
                case UL -> numbers.add(BigDecimal.valueOf(Integer.toUnsignedLong(value.getInt())));
                case SL -> numbers.add(BigDecimal.valueOf(value.getInt()));
                case UV -> numbers.add(new BigDecimal(unsigned(value.getLong())));
                case AT ->
                    numbers.add(BigDecimal.valueOf((long) Short.toUnsignedInt(value.getShort()) << 16
                            | Short.toUnsignedInt(value.getShort())));
                case FL -> finite(value.getFloat()).ifPresent(numbers::add);
                case FD -> finite(value.getDouble()).ifPresent(numbers::add);
                case SV -> numbers.add(BigDecimal.valueOf(value.getLong()));
                default -> {
                    return List.of();
                }
            }
        }
        return numbers;
    }

    /** Exactly; what is not a number or infinite has no place among them. */
    private static Optional<BigDecimal> finite(double number) {
        return Double.isFinite(number) ? Optional.of(new BigDecimal(number)) : Optional.empty();
    }

    /** An exponent beyond what a DS of 16 characters needs is refused: as a plain number it would fill memory. */
    static Optional<BigDecimal> parse(String text) {
        try {
            BigDecimal number = new BigDecimal(text.strip());
            return Math.abs((long) number.scale()) > 1_000 ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static BigInteger unsigned(long bits) {
        BigInteger signed = BigInteger.valueOf(bits);
        return bits < 0 ? signed.add(TWO_TO_THE_64) : signed;
    }
}
