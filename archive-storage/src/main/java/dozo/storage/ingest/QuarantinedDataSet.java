package dozo.storage.ingest;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.FileMeta;
import dozo.core.encoding.TransferSyntax;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.storage.integrity.ObjectHeader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A data set in quarantine, looked at as if it arrived now. */
final class QuarantinedDataSet {

    private static final int BUFFER_BYTES = 64 * 1024;

    private QuarantinedDataSet() {}

    /** What its sender should have said of it: the identifiers in it, or the sender's where it has none. */
    static Arrival arrival(Quarantine quarantine, QuarantineEntry entry, DecodingLimits limits)
            throws OperatingFailure, IOException {
        TransferSyntax syntax = TransferSyntax.of(entry.transferSyntaxUid());
        Attributes header = header(quarantine, entry, syntax, limits);
        return new Arrival(
                entry.abstractSyntaxUid(),
                either(header.uid(Tag.SOPClassUID), entry.sopClassUid()),
                either(header.uid(Tag.SOPInstanceUID), entry.sopInstanceUid()),
                syntax,
                new AeTitle(entry.callingAeTitle()),
                new AeTitle(entry.calledAeTitle()),
                entry.peerAddress());
    }

    private static Attributes header(
            Quarantine quarantine, QuarantineEntry entry, TransferSyntax syntax, DecodingLimits limits)
            throws OperatingFailure, IOException {
        try (InputStream dataSet = open(quarantine, entry);
                DatasetReader reader = new DatasetReader(dataSet, syntax, limits)) {
            return ObjectHeader.read(reader);
        } catch (DecodingException e) {
            // Refused again below, with this reason, unless it is understood by now.
            return new Attributes();
        }
    }

    /** Opens it behind its file meta information; the caller closes it. */
    static InputStream open(Quarantine quarantine, QuarantineEntry entry) throws OperatingFailure, IOException {
        InputStream file = new BufferedInputStream(quarantine.open(entry), BUFFER_BYTES);
        try {
            FileMeta.read(file);
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static Optional<Uid> either(Optional<Uid> first, Optional<Uid> second) {
        return first.isPresent() ? first : second;
    }
}
