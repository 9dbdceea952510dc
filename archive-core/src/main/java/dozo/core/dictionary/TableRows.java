package dozo.core.dictionary;

import dozo.core.dataset.Vr;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The rows of one generated table, kept as the bytes of the file: start-up notes only where each row begins, a row's
 * columns become objects when they are asked for. Immutable.
 */
final class TableRows {

    private static final byte COMMENT = '#';

    private final byte[] content;
    private final int[] starts;

    private TableRows(byte[] content, int[] starts) {
        this.content = content;
        this.starts = starts;
    }

    /** Reads a table beside this class; its absence is a broken build. */
    static TableRows read(String resource) {
        try (InputStream in = TableRows.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource is missing: " + resource);
            }
            byte[] content = in.readAllBytes();
            return new TableRows(content, startsIn(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] startsIn(byte[] content) {
        int[] starts = new int[8192];
        int count = 0;
        for (int start = 0; start < content.length; start = endOfLine(content, start) + 1) {
            if (content[start] == COMMENT) {
                continue;
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = start;
        }
        return Arrays.copyOf(starts, count);
    }

    private static int endOfLine(byte[] content, int from) {
        int end = from;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        return end;
    }

    int count() {
        return starts.length;
    }

    String[] columns(int row) {
        int start = starts[row];
        String line = new String(content, start, endOfLine(content, start) - start, StandardCharsets.UTF_8);
        return line.split("\t", -1);
    }

    /** The hexadecimal number of {@code digits} digits at {@code offset} in the row. */
    int hexAt(int row, int offset, int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            value = value << 4 | Character.digit(content[starts[row] + offset + i], 16);
        }
        return value;
    }

    /** The representation named by the two characters at {@code offset} in the row; UN where the column is empty. */
    Vr vrAt(int row, int offset) {
        int at = starts[row] + offset;
        return content[at] == '\t' ? Vr.UN : Vr.of(content[at], content[at + 1]).orElse(Vr.UN);
    }
}
