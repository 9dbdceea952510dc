package dozo.storage.volume;

import dozo.core.failure.OperatingFailure;
import java.io.IOException;
import java.io.OutputStream;

/** The stream into a draft. */
final class DraftOutput extends OutputStream {

    private final ObjectDraft draft;

    DraftOutput(ObjectDraft draft) {
        this.draft = draft;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            draft.write(bytes, offset, length);
        } catch (OperatingFailure e) {
            throw new DraftWriteException(e);
        }
    }
}
