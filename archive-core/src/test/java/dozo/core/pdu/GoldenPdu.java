package dozo.core.pdu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * PDUs written down byte by byte with a legend: each line of {@code NAME.txt} beside this class is hexadecimal digits, a bar, and what
 * they mean; text in quotes stands for its bytes.
 */
final class GoldenPdu {

    private GoldenPdu() {}

    static byte[] read(String name) {
        try (InputStream in = GoldenPdu.class.getResourceAsStream(name + ".txt")) {
            StringBuilder hex = new StringBuilder();
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                String field = line.contains("|")
                        ? line.substring(0, line.indexOf('|')).strip()
                        : "";
                hex.append(field.startsWith("'") ? hexOf(field) : field.replace(" ", ""));
            }
            return HexFormat.of().parseHex(hex);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static String hexOf(String quoted) {
        String text = quoted.substring(1, quoted.lastIndexOf('\''));
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
