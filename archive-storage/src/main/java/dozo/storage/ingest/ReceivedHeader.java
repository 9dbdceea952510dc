package dozo.storage.ingest;

import dozo.core.dataset.Attributes;
import dozo.core.encoding.Allowance;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.FailureCode;
import dozo.storage.integrity.ObjectHeader;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a data set as it arrives: keeps its header, walks past the rest. Up to the pixel data everything must be readable;
 * behind their beginning only the lengths must not point beyond the end.
 */
final class ReceivedHeader {

    private static final Logger LOG = LoggerFactory.getLogger(ReceivedHeader.class);

    private ReceivedHeader() {}

    /**
     * Reads the whole stream.
     *
     * @param memory asked before anything is kept
     * @throws Refusal when it is not a data set that can be understood; the stream may not have been read to its end then
     * @throws IOException when the sender or the draft failed, or there is no memory for it now
     */
    static Attributes read(ReceivedStream stream, TransferSyntax syntax, DecodingLimits limits, Allowance memory)
            throws IOException, Refusal {
        try (DatasetReader reader = new DatasetReader(stream, syntax, limits, memory)) {
            Attributes header = ObjectHeader.read(reader);
            if (header.isEmpty()) {
                throw new Refusal(FailureCode.NOT_UNDERSTOOD, "the data set has no elements");
            }
            passPixelData(reader);
            stream.drain();
            return header;
        } catch (DecodingException e) {
            boolean limit = e.reason() == DecodingException.Reason.LIMIT_EXCEEDED;
            throw new Refusal(limit ? FailureCode.LIMIT_EXCEEDED : FailureCode.NOT_UNDERSTOOD, e.getMessage(), e);
        } catch (RuntimeException | StackOverflowError e) {
            // A bug of ours must not cost the sender the data: it goes to quarantine, to be retried when the bug is
            // gone.
            LOG.error("DOZO-{} a data set could not be read, by a bug", FailureCode.INTERNAL.number(), e);
            throw new Refusal(FailureCode.INTERNAL, "reading the data set failed for a reason inside Dozo", e);
        }
    }

    private static void passPixelData(DatasetReader reader) throws IOException {
        try {
            reader.passAll();
        } catch (DecodingException e) {
            if (e.reason() == DecodingException.Reason.TRUNCATED) {
                throw e;
            }
            // Odd data behind the pixel data is the sender's to know: it is kept as it came.
        }
    }
}
