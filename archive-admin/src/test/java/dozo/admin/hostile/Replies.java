package dozo.admin.hostile;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dimse.DimseStatus;
import dozo.core.encoding.DatasetReader;
import dozo.core.encoding.DecodingLimits;
import dozo.core.encoding.TransferSyntax;
import dozo.core.pdu.DataTransfer;
import dozo.core.pdu.Pdv;
import dozo.core.testing.RawPeer;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Reads what a server answers to a scripted peer. */
final class Replies {

    private Replies() {}

    /** The next command set, which must come whole in one P-DATA-TF of its own. */
    static Attributes command(RawPeer peer) throws IOException {
        Pdv pdv = peer.expect(DataTransfer.class).pdvs().get(0);
        if (!pdv.command() || !pdv.last()) {
            throw new AssertionError("no whole command set: " + pdv);
        }
        return decode(pdv);
    }

    /** The command set that a fragment holds whole. */
    static Attributes decode(Pdv pdv) throws IOException {
        ByteArrayInputStream encoded = new ByteArrayInputStream(pdv.fragment().toByteArray());
        try (DatasetReader reader =
                new DatasetReader(encoded, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, DecodingLimits.STANDARD)) {
            return reader.readAll();
        }
    }

    /** The status of the next response. */
    static int status(RawPeer peer) throws IOException {
        return command(peer).integer(Tag.Status).orElseThrow();
    }

    /** Whether the next response is a failure: neither success, warning nor pending. */
    static boolean refuses(RawPeer peer) throws IOException {
        int status = status(peer);
        return !DimseStatus.isDone(status) && !DimseStatus.isPending(status);
    }
}
