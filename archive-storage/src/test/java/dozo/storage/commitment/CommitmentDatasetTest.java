package dozo.storage.commitment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.value.AeTitle;
import dozo.core.value.Uid;
import dozo.storage.index.control.CommitmentReference;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommitmentDatasetTest {

    private static final Uid CT = new Uid("1.2.840.10008.5.1.4.1.1.2");
    private static final Uid TRANSACTION = new Uid("1.2.3.4");

    @Test
    void readsTransactionAndReferencesInTheirOrder() throws Exception {
        Attributes information = request(TRANSACTION.value(), item(CT.value(), "1.2.2"), item(CT.value(), "1.2.1"));

        CommitmentRequest request = CommitmentDataset.readRequest(information, 2);

        assertEquals(TRANSACTION, request.transactionUid());
        assertEquals(
                List.of(new CommitmentReference(CT, new Uid("1.2.2")), new CommitmentReference(CT, new Uid("1.2.1"))),
                request.references());
    }

    @Test
    void refusesWithResourceLimitationWhenMoreInstancesAreNamedThanAllowed() {
        Attributes information = request(TRANSACTION.value(), item(CT.value(), "1.2.2"), item(CT.value(), "1.2.1"));
        assertRefused(RefusedAction.RESOURCE_LIMITATION, information, 1);
    }

    @Test
    void refusesARequestWithoutReferences() {
        assertRefused(RefusedAction.INVALID_ARGUMENT, request(TRANSACTION.value()), 10);
        Attributes absent = new Attributes().put(Tag.TransactionUID, TRANSACTION);
        assertRefused(RefusedAction.INVALID_ARGUMENT, absent, 10);
    }

    @Test
    void refusesMissingAndInvalidUids() {
        Attributes good = item(CT.value(), "1.2.1");
        assertRefused(RefusedAction.INVALID_ARGUMENT, request("", good), 10);
        assertRefused(RefusedAction.INVALID_ARGUMENT, request("../../etc", good), 10);
        assertRefused(RefusedAction.INVALID_ARGUMENT, request("1.2.3", good, item("", "1.2.2")), 10);
        assertRefused(RefusedAction.INVALID_ARGUMENT, request("1.2.3", good, item(CT.value(), "1.2.*")), 10);
        assertRefused(RefusedAction.INVALID_ARGUMENT, request("1.2.3", good, new Attributes()), 10);
    }

    @Test
    void reportsFullSuccessAsEventTypeOneWithoutAFailedSequence() {
        CommitmentResult result =
                new CommitmentResult(TRANSACTION, List.of(new CommitmentReference(CT, new Uid("1.2.1"))), List.of());

        Attributes information = CommitmentDataset.eventInformation(result, new AeTitle("DOZO"));

        assertEquals(1, result.eventTypeId());
        assertEquals(TRANSACTION, information.uid(Tag.TransactionUID).orElseThrow());
        assertEquals("DOZO", information.string(Tag.RetrieveAETitle).orElseThrow());
        assertFalse(information.contains(Tag.FailedSOPSequence));
        Attributes committed = information.items(Tag.ReferencedSOPSequence).get(0);
        assertEquals(CT, committed.uid(Tag.ReferencedSOPClassUID).orElseThrow());
        assertEquals(
                new Uid("1.2.1"), committed.uid(Tag.ReferencedSOPInstanceUID).orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(FailureReason.class)
    void reportsEachFailureReasonAsEventTypeTwo(FailureReason reason) {
        FailedReference failed = new FailedReference(new CommitmentReference(CT, new Uid("1.2.1")), reason);
        CommitmentResult result = new CommitmentResult(TRANSACTION, List.of(), List.of(failed));

        Attributes information = CommitmentDataset.eventInformation(result, new AeTitle("DOZO"));

        assertEquals(2, result.eventTypeId());
        assertFalse(information.contains(Tag.ReferencedSOPSequence));
        assertFalse(information.contains(Tag.RetrieveAETitle));
        Attributes item = information.items(Tag.FailedSOPSequence).get(0);
        assertEquals(OptionalInt.of(reason.code()), item.integer(Tag.FailureReason));
        assertEquals(reason, FailureReason.of(reason.code()).orElseThrow());
    }

    @Test
    void commentsFitIntoErrorCommentAndCarryNoValueFromOutside() {
        RefusedAction refused = assertRefused(RefusedAction.INVALID_ARGUMENT, request("<script>", item("a", "b")), 10);
        assertTrue(refused.getMessage().length() <= 64);
        assertFalse(refused.getMessage().contains("script"));
    }

    private static RefusedAction assertRefused(int status, Attributes information, int maxReferences) {
        RefusedAction refused =
                assertThrows(RefusedAction.class, () -> CommitmentDataset.readRequest(information, maxReferences));
        assertEquals(status, refused.status());
        return refused;
    }

    private static Attributes request(String transaction, Attributes... items) {
        Attributes information = new Attributes().put(Tag.TransactionUID, Vr.UI, transaction);
        return information.putItems(Tag.ReferencedSOPSequence, new ArrayList<>(List.of(items)));
    }

    private static Attributes item(String sopClass, String sopInstance) {
        return new Attributes()
                .put(Tag.ReferencedSOPClassUID, Vr.UI, sopClass)
                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, sopInstance);
    }
}
