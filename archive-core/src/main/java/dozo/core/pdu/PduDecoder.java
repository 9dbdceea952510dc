package dozo.core.pdu;

import java.util.ArrayList;
import java.util.List;

/**
 * Decodes the body of a PDU, what stands after type and length (PS3.8 section 9.3). Whatever the bytes are, the outcome is a
 * PDU or a {@link PduException}. Thread-safe.
 */
public final class PduDecoder {

    private static final int MIN_PDV_LENGTH = 2;

    private final PduLimits limits;

    public PduDecoder(PduLimits limits) {
        this.limits = limits;
    }

    /** @throws PduException when the body is not what its type demands */
    public Pdu decode(PduType type, FieldReader body) throws PduException {
        return switch (type) {
            case A_ASSOCIATE_RQ -> new AssociateDecoder(limits).request(body);
            case A_ASSOCIATE_AC -> new AssociateDecoder(limits).accept(body);
            case A_ASSOCIATE_RJ -> reject(body);
            case P_DATA_TF -> data(body);
            case A_RELEASE_RQ -> new ReleaseRequest();
            case A_RELEASE_RP -> new ReleaseResponse();
            case A_ABORT -> abort(body);
        };
    }

    private static AssociateReject reject(FieldReader body) throws PduException {
        body.skip(1);
        return new AssociateReject(body.u8(), body.u8(), body.u8());
    }

    private static Abort abort(FieldReader body) throws PduException {
        body.skip(2);
        return new Abort(body.u8(), body.u8());
    }

    private static DataTransfer data(FieldReader body) throws PduException {
        List<Pdv> pdvs = new ArrayList<>();
        while (body.remaining() > 0) {
            PdvHeader header = pdvHeader(body);
            pdvs.add(
                    new Pdv(header.contextId(), header.command(), header.last(), body.octets(header.fragmentLength())));
        }
        return new DataTransfer(pdvs);
    }

    /**
     * Reads what stands before the next fragment of a P-DATA-TF; the fragment follows in {@code body}.
     *
     * @throws PduException when the item's length is less than its header or passes the end of the PDU
     */
    public static PdvHeader pdvHeader(FieldReader body) throws PduException {
        long length = body.u32();
        if (length < MIN_PDV_LENGTH || length > body.remaining()) {
            throw new PduException(AbortReason.INVALID_PARAMETER, "a PDV item's length does not fit into its PDU");
        }
        int contextId = body.u8();
        int control = body.u8();
        return new PdvHeader(
                contextId,
                (control & Pdv.COMMAND_BIT) != 0,
                (control & Pdv.LAST_BIT) != 0,
                (int) length - MIN_PDV_LENGTH);
    }
}
