package dozo.core.pdu;

import dozo.core.value.Uid;

/** Encodes PDUs (PS3.8 section 9.3). */
public final class PduEncoder {

    /** Bytes before the body: type 1, reserved 1, length 4. */
    public static final int HEADER_BYTES = 6;

    private static final int TITLE_LENGTH = 16;
    private static final int RESERVED_LENGTH = 32;

    private PduEncoder() {}

    /**
     * The whole PDU.
     *
     * @throws IllegalArgumentException when an item is longer than its length field can say
     */
    public static byte[] encode(Pdu pdu) {
        FieldWriter body = new FieldWriter();
        switch (pdu.type()) {
            case A_ASSOCIATE_RQ -> request((AssociateRequest) pdu, body);
            case A_ASSOCIATE_AC -> accept((AssociateAccept) pdu, body);
            case A_ASSOCIATE_RJ -> reject((AssociateReject) pdu, body);
            case P_DATA_TF -> data((DataTransfer) pdu, body);
            case A_RELEASE_RQ, A_RELEASE_RP -> body.zeros(4);
            case A_ABORT -> abort((Abort) pdu, body);
        }
        byte[] bytes = body.toByteArray();
        return new FieldWriter()
                .u8(pdu.type().code())
                .u8(0)
                .u32(bytes.length)
                .bytes(bytes)
                .toByteArray();
    }

    private static void request(AssociateRequest pdu, FieldWriter out) {
        fixed(pdu.protocolVersion(), pdu.calledText(), pdu.callingText(), out);
        out.item(ItemType.APPLICATION_CONTEXT, item -> item.text(pdu.applicationContext()));
        for (ContextProposal context : pdu.contexts()) {
            out.item(ItemType.CONTEXT_PROPOSAL, item -> proposal(context, item));
        }
        out.item(ItemType.USER_INFORMATION, item -> UserInformationEncoder.write(pdu.userInformation(), item));
    }

    private static void proposal(ContextProposal context, FieldWriter item) {
        item.u8(context.id()).zeros(3);
        item.item(
                ItemType.ABSTRACT_SYNTAX,
                sub -> sub.text(context.abstractSyntax().value()));
        for (Uid syntax : context.transferSyntaxes()) {
            item.item(ItemType.TRANSFER_SYNTAX, sub -> sub.text(syntax.value()));
        }
    }

    private static void accept(AssociateAccept pdu, FieldWriter out) {
        fixed(pdu.protocolVersion(), pdu.calledText(), pdu.callingText(), out);
        out.item(ItemType.APPLICATION_CONTEXT, item -> item.text(pdu.applicationContext()));
        for (ContextResult context : pdu.contexts()) {
            out.item(ItemType.CONTEXT_RESULT, item -> result(context, item));
        }
        out.item(ItemType.USER_INFORMATION, item -> UserInformationEncoder.write(pdu.userInformation(), item));
    }

    /** A transfer syntax stands there in any case (PS3.8 table 9-18), not significant when the context is not accepted. */
    private static void result(ContextResult context, FieldWriter item) {
        item.u8(context.id()).u8(0).u8(context.resultCode()).u8(0);
        item.item(
                ItemType.TRANSFER_SYNTAX,
                sub -> sub.text(context.transferSyntax().map(Uid::value).orElse("")));
    }

    private static void fixed(int protocolVersion, String called, String calling, FieldWriter out) {
        out.u16(protocolVersion).zeros(2);
        out.padded(called, TITLE_LENGTH).padded(calling, TITLE_LENGTH);
        out.zeros(RESERVED_LENGTH);
    }

    private static void reject(AssociateReject pdu, FieldWriter out) {
        out.u8(0).u8(pdu.result()).u8(pdu.source()).u8(pdu.reason());
    }

    private static void abort(Abort pdu, FieldWriter out) {
        out.zeros(2).u8(pdu.source()).u8(pdu.reason());
    }

    private static void data(DataTransfer pdu, FieldWriter out) {
        for (Pdv pdv : pdu.pdvs()) {
            out.u32(pdv.fragment().length() + 2L)
                    .u8(pdv.contextId())
                    .u8(Pdv.controlHeader(pdv.command(), pdv.last()))
                    .bytes(pdv.fragment().toByteArray());
        }
    }
}
