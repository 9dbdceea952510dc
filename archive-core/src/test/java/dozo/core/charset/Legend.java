package dozo.core.charset;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Bytes in the notation of the standard's examples, so that a test can be read beside them: column and row such as
 * {@code 01/11}, hexadecimal pairs, ASCII text between quotation marks, and {@code ESC}.
 */
final class Legend {

    private Legend() {}

    static byte[] bytes(String... lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String token : String.join(" ", lines).split(" +")) {
            if (token.equals("ESC")) {
                out.write(0x1B);
            } else if (token.startsWith("'")) {
                out.writeBytes(token.substring(1, token.length() - 1).getBytes(StandardCharsets.US_ASCII));
            } else if (token.contains("/")) {
                String[] position = token.split("/");
                out.write(Integer.parseInt(position[0]) * 16 + Integer.parseInt(position[1]));
            } else {
                out.write(Integer.parseInt(token, 16));
            }
        }
        return out.toByteArray();
    }
}
