package dozo.core.encoding;

import dozo.core.dataset.Vr;
import java.io.IOException;
import java.io.OutputStream;

/** Turns the fragments of one instance's Pixel Data into native pixels while a {@link DatasetTranscoder} runs. */
public interface PixelDecoding {

    /** The representation of the native Pixel Data: OB or OW (PS3.5 section 8.1.1). */
    Vr vr();

    /** The length of the native Pixel Data in bytes. */
    long lengthBytes();

    /**
     * Reads the fragments, the Basic Offset Table first, and writes exactly {@link #lengthBytes()} bytes in little endian.
     *
     * @throws DecodingException when the fragments cannot be decoded
     * @throws IOException when reading or writing fails
     */
    void decode(FragmentReader fragments, OutputStream pixels) throws IOException;
}
