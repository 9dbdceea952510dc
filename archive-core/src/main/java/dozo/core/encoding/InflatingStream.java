package dozo.core.encoding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** A deflated data set inflated: raw deflate without zlib header, one pad byte after it allowed (PS3.5 section A.5). */
final class InflatingStream extends InflaterInputStream {

    private static final int BUFFER_BYTES = 8192;

    InflatingStream(InputStream in) {
        super(in, new Inflater(true), BUFFER_BYTES);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (ZipException e) {
            throw DecodingException.malformed("the data set is not deflated as its transfer syntax says");
        } catch (EOFException e) {
            throw DecodingException.truncated("the deflated data set ends too early");
        }
    }

    /** Frees the inflater and leaves the stream below open. */
    @Override
    public void close() {
        inf.end();
    }
}
