package dozo.core.encoding;

/** Turns numbers from one byte order into the other, in place. */
final class ByteOrderSwap {

    private ByteOrderSwap() {}

    /** Reverses each whole unit of {@code unitBytes} bytes; what does not fill a unit at the end stays as it is. */
    static void swap(byte[] bytes, int offset, int length, int unitBytes) {
        if (unitBytes == 1) {
            return;
        }
        for (int unit = offset; unit + unitBytes <= offset + length; unit += unitBytes) {
            for (int low = unit, high = unit + unitBytes - 1; low < high; low++, high--) {
                byte swapped = bytes[low];
                bytes[low] = bytes[high];
                bytes[high] = swapped;
            }
        }
    }
}
