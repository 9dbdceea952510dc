package dozo.qr.retrieve;

import dozo.core.dataset.Attributes;
import dozo.core.dimse.DataSource;
import dozo.core.encoding.DatasetTranscoder;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.TransferSyntax;
import dozo.qr.transcode.Transcoding;
import dozo.qr.transcode.Transcodings;
import dozo.storage.integrity.ObjectHeader;
import dozo.storage.integrity.VerifiedObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The data set of an instance in the form in which it leaves: the stored bytes unchanged, or converted, or with the corrected
 * values of the index. Streams each time it is written.
 */
final class OutgoingData implements DataSource {

    private final VerifiedObject object;
    private final Optional<DatasetTranscoder> transcoder;

    private OutgoingData(VerifiedObject object, Optional<DatasetTranscoder> transcoder) {
        this.object = object;
        this.transcoder = transcoder;
    }

    /**
     * Makes sure that the instance can be written before any byte of it is sent: a conversion that failed half-way would cost
     * the association, and with it all other instances.
     *
     * @throws UnfitInstance when it cannot be converted, or corrected values do not fit its character set
     * @throws IOException when the stored bytes cannot be read
     */
    static OutgoingData prepare(VerifiedObject object, Optional<Attributes> overlay, TransferSyntax target)
            throws IOException, UnfitInstance {
        if (object.meta().syntax().equals(target) && overlay.isEmpty()) {
            return new OutgoingData(object, Optional.empty());
        }
        try {
            OutgoingData data = new OutgoingData(object, Optional.of(plan(object, overlay, target)));
            data.writeTo(OutputStream.nullOutputStream());
            return data;
        } catch (DecodingException e) {
            throw new UnfitInstance("It is damaged, so that it cannot be converted to " + target + ".", e);
        }
    }

    private static DatasetTranscoder plan(VerifiedObject object, Optional<Attributes> overlay, TransferSyntax target)
            throws IOException, UnfitInstance {
        Attributes header = object.header(ObjectHeader.storedLimits());
        Attributes replacements = OverlayText.encoded(overlay.orElseGet(Attributes::new), header.characterSet())
                .orElseThrow(() -> new UnfitInstance("A corrected value has characters that its character set lacks."));
        Transcoding transcoding = Transcodings.plan(header, object.meta().syntax(), target, replacements);
        if (transcoding instanceof Transcoding.Possible possible) {
            return possible.transcoder();
        }
        throw new UnfitInstance("It cannot be converted: " + ((Transcoding.Impossible) transcoding).reason() + ".");
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (transcoder.isEmpty()) {
            object.dataSet().transferTo(out);
        } else {
            transcoder.get().copy(object.dataSet(), out);
        }
    }
}
