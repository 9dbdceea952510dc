package dozo.core.encoding;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Deflates a data set and pads the result to an even length (PS3.5 section A.5). The deflater stays the caller's. */
final class DeflatedOutput extends DeflaterOutputStream {

    private static final int BUFFER_BYTES = 8192;

    DeflatedOutput(OutputStream out, Deflater deflater) {
        super(out, deflater, BUFFER_BYTES);
    }

    @Override
    public void finish() throws IOException {
        super.finish();
        if ((def.getBytesWritten() & 1) != 0) {
            out.write(0);
        }
    }
}
