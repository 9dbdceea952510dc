package dozo.storage.journal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The end of each line: the last member {@code crc} holds, in eight hexadecimal digits, the CRC32C of all bytes of the line
 * before the comma that precedes it. It can be tested before the line is parsed.
 */
final class LineSeal {

    private static final byte[] BEFORE = ",\"crc\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 8;
    private static final int LENGTH = BEFORE.length + DIGITS + AFTER.length;

    private LineSeal() {}

    /** The line of a JSON object, with its seal and a newline. */
    static byte[] seal(byte[] object) {
        int length = object.length - 1;
        ByteArrayOutputStream line = new ByteArrayOutputStream(length + LENGTH + 1);
        line.write(object, 0, length);
        line.writeBytes(BEFORE);
        line.writeBytes(crc(object, length).getBytes(StandardCharsets.US_ASCII));
        line.writeBytes(AFTER);
        line.write('\n');
        return line.toByteArray();
    }

    /** Whether the bytes, without the newline, bear a seal that fits. */
    static boolean holds(byte[] line) {
        int length = line.length - LENGTH;
        return length > 1
                && matches(line, length, BEFORE)
                && matches(line, line.length - AFTER.length, AFTER)
                && matches(line, length + BEFORE.length, crc(line, length).getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean matches(byte[] line, int offset, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (line[offset + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static String crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
