package dozo.qr.retrieve;

import dozo.core.charset.SpecificCharacterSet;
import dozo.core.dataset.Attributes;
import dozo.core.dimse.DataSource;
import dozo.core.encoding.DatasetTranscoder;
import dozo.core.encoding.DecodingException;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.TransferSyntax;
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
        TransferSyntax stored = object.meta().syntax();
        if (stored.equals(target) && overlay.isEmpty()) {
            return new OutgoingData(object, Optional.empty());
        }
        DatasetTranscoder transcoder = new DatasetTranscoder(stored, target);
        if (overlay.isPresent()) {
            transcoder = transcoder.replacing(fitting(overlay.get(), object));
        }
        OutgoingData data = new OutgoingData(object, Optional.of(transcoder));
        try {
            data.writeTo(OutputStream.nullOutputStream());
        } catch (DecodingException e) {
            throw new UnfitInstance("It cannot be converted from " + stored + " to " + target + ".", e);
        }
        return data;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (transcoder.isEmpty()) {
            object.dataSet().transferTo(out);
        } else {
            transcoder.get().copy(object.dataSet(), out);
        }
    }

    private static Attributes fitting(Attributes overlay, VerifiedObject object) throws IOException, UnfitInstance {
        SpecificCharacterSet characterSet =
                object.header(DecodingLimits.STANDARD).characterSet();
        return OverlayText.encoded(overlay, characterSet)
                .orElseThrow(() -> new UnfitInstance("A corrected value has characters that its character set lacks."));
    }
}
