package dozo.core.pdu;

import dozo.core.value.Uid;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Decodes A-ASSOCIATE-RQ and -AC (PS3.8 sections 9.3.2 and 9.3.3). For one PDU. */
final class AssociateDecoder {

    private static final int TITLE_LENGTH = 16;
    private static final int RESERVED_LENGTH = 32;

    private final List<ContextProposal> proposals = new ArrayList<>();
    private final List<Integer> unreadable = new ArrayList<>();
    private final List<ContextResult> results = new ArrayList<>();
    private final BitSet contextIds = new BitSet();
    private String applicationContext = "";
    private final UserInformationDecoder userInformation;

    AssociateDecoder(PduLimits limits) {
        this.userInformation = new UserInformationDecoder(limits);
    }

    AssociateRequest request(FieldReader body) throws PduException {
        Fixed fixed = fixed(body);
        items(body, ItemType.CONTEXT_PROPOSAL);
        return new AssociateRequest(
                fixed.protocolVersion,
                fixed.called,
                fixed.calling,
                applicationContext,
                proposals,
                unreadable,
                userInformation.result());
    }

    AssociateAccept accept(FieldReader body) throws PduException {
        Fixed fixed = fixed(body);
        items(body, ItemType.CONTEXT_RESULT);
        return new AssociateAccept(
                fixed.protocolVersion,
                fixed.called,
                fixed.calling,
                applicationContext,
                results,
                userInformation.result());
    }

    private record Fixed(int protocolVersion, String called, String calling) {}

    private static Fixed fixed(FieldReader body) throws PduException {
        int version = body.u16();
        body.skip(2);
        Fixed fixed = new Fixed(version, body.text(TITLE_LENGTH), body.text(TITLE_LENGTH));
        body.skip(RESERVED_LENGTH);
        return fixed;
    }

    /** Items of unknown types are ignored (PS3.8 section 9.3.1). */
    private void items(FieldReader body, int contextType) throws PduException {
        while (body.remaining() > 0) {
            int type = body.u8();
            body.skip(1);
            FieldReader item = body.part(body.u16());
            if (type == ItemType.APPLICATION_CONTEXT) {
                applicationContext = item.text(item.remaining());
            } else if (type == contextType && type == ItemType.CONTEXT_PROPOSAL) {
                proposal(item);
            } else if (type == contextType) {
                result(item);
            } else if (type == ItemType.USER_INFORMATION) {
                userInformation.items(item);
            }
        }
    }

    private void proposal(FieldReader item) throws PduException {
        int id = contextId(item);
        item.skip(3);
        Optional<Uid> abstractSyntax = Optional.empty();
        List<Uid> transferSyntaxes = new ArrayList<>();
        while (item.remaining() > 0) {
            int type = item.u8();
            item.skip(1);
            Optional<Uid> uid = item.uid(item.u16());
            if (type == ItemType.ABSTRACT_SYNTAX) {
                abstractSyntax = uid;
            } else if (type == ItemType.TRANSFER_SYNTAX) {
                uid.ifPresent(transferSyntaxes::add);
            }
        }
        if (abstractSyntax.isPresent()) {
            proposals.add(new ContextProposal(id, abstractSyntax.get(), transferSyntaxes));
        } else {
            unreadable.add(id);
        }
    }

    private void result(FieldReader item) throws PduException {
        int id = contextId(item);
        item.skip(1);
        int code = item.u8();
        item.skip(1);
        Optional<Uid> transferSyntax = Optional.empty();
        while (item.remaining() > 0) {
            int type = item.u8();
            item.skip(1);
            Optional<Uid> uid = item.uid(item.u16());
            if (type == ItemType.TRANSFER_SYNTAX) {
                transferSyntax = uid;
            }
        }
        if (code == ContextResult.Result.ACCEPTANCE.ordinal() && transferSyntax.isEmpty()) {
            throw new PduException(AbortReason.INVALID_PARAMETER, "a context was accepted without transfer syntax");
        }
        results.add(new ContextResult(id, code, transferSyntax));
    }

    /** Odd and not seen before (PS3.8 section 9.3.2.2): so there cannot be more than 128. */
    private int contextId(FieldReader item) throws PduException {
        int id = item.u8();
        if (id % 2 == 0 || contextIds.get(id)) {
            throw new PduException(AbortReason.INVALID_PARAMETER, "a presentation context ID is even or used twice");
        }
        contextIds.set(id);
        return id;
    }
}
