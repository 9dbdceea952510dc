package dozo.core.dimse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.association.Association;
import dozo.core.association.PresentationContext;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.failure.OperatingFailure;
import dozo.core.testing.Instances;
import dozo.core.value.ByteSize;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each limit of what an identifier may hold costs only the request that goes beyond it (INV-8, INV-9). */
class IdentifierLimitsTest {

    private static final int REFERENCED_STUDY_SEQUENCE = 0x00081110;

    private static final ServiceProvider READS = exchange -> {
        exchange.readIdentifier();
        exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
    };

    private static DimseLimits content(int elementBytes, int depth, int elements) {
        return DimseLimits.defaults().withContent(ByteSize.ofBytes(elementBytes), depth, elements);
    }

    private static Attributes nested(int depth) {
        Attributes innermost = new Attributes().put(Tag.StudyDescription, Vr.LO, "x");
        return depth == 0
                ? innermost
                : new Attributes().putItems(REFERENCED_STUDY_SEQUENCE, List.of(nested(depth - 1)));
    }

    private static int find(DimseLimits limits, Attributes identifier) throws Exception {
        DimseServices services = DimseServices.builder()
                .limits(limits)
                .addDefault(CommandField.C_FIND, DimseFixture.longService(READS))
                .build();
        try (DimseFixture fixture = new DimseFixture(services);
                Association association = fixture.open(DimseFixture.STUDY_ROOT_FIND, DimseClient.VERIFICATION)) {
            DimseClient client = new DimseClient(association);
            int status = client.find(association.contexts().get(0), identifier, Priority.MEDIUM, m -> true)
                    .status();
            assertEquals(DimseStatus.SUCCESS, client.echo().status());
            return status;
        }
    }

    @Test
    void aKeyTooLongToBeReadIsRefusedAndNeverTakenForAnEmptyOne() throws Exception {
        Attributes fits = new Attributes().put(Tag.StudyDescription, Vr.LO, "x".repeat(64));
        Attributes tooLong = new Attributes().put(Tag.StudyDescription, Vr.LO, "x".repeat(66));
        assertEquals(DimseStatus.SUCCESS, find(content(64, 4, 100), fits));
        assertEquals(DimseStatus.UNABLE_TO_PROCESS, find(content(64, 4, 100), tooLong));
    }

    @Test
    void aKeyTooLongInsideASequenceIsRefusedToo() throws Exception {
        Attributes item = new Attributes().put(Tag.StudyDescription, Vr.LO, "x".repeat(66));
        Attributes identifier = new Attributes().putItems(REFERENCED_STUDY_SEQUENCE, List.of(item));
        assertEquals(DimseStatus.UNABLE_TO_PROCESS, find(content(64, 4, 100), identifier));
    }

    @Test
    void sequencesMayNestAsDeepAsIsAllowedAndNoDeeper() throws Exception {
        assertEquals(DimseStatus.SUCCESS, find(content(64, 3, 100), nested(3)));
        assertEquals(DimseStatus.UNABLE_TO_PROCESS, find(content(64, 3, 100), nested(4)));
    }

    @Test
    void asManyElementsAsAllowedAreReadAndNoMore() throws Exception {
        Attributes keys = new Attributes()
                .put(Tag.StudyDescription, Vr.LO, "x")
                .put(Tag.StudyID, Vr.SH, "x")
                .put(Tag.AccessionNumber, Vr.SH, "x");
        assertEquals(DimseStatus.SUCCESS, find(content(64, 3, 3), keys));
        assertEquals(DimseStatus.UNABLE_TO_PROCESS, find(content(64, 3, 2), keys));
    }

    private static int action(DimseLimits limits, Attributes information) throws OperatingFailure {
        DimseServices services = DimseServices.builder()
                .limits(limits)
                .add(CommandField.N_ACTION, DimseFixture.STORAGE_COMMITMENT, exchange -> {
                    exchange.dataSet().readAllBytes();
                    exchange.respond(exchange.request().response(DimseStatus.SUCCESS));
                })
                .build();
        try (DimseFixture fixture = new DimseFixture(services);
                Association association = fixture.open(DimseFixture.STORAGE_COMMITMENT, DimseClient.VERIFICATION)) {
            DimseClient client = new DimseClient(association);
            PresentationContext context = association.contexts().get(0);
            int status = client.action(context, DimseFixture.STORAGE_COMMITMENT, Instances.newUid(), 1, information)
                    .status();
            assertEquals(DimseStatus.SUCCESS, client.echo().status());
            return status;
        }
    }

    @Test
    void anActionThatReadsItsInformationAsAStreamIsHeldToTheSameLength() throws Exception {
        DimseLimits limits = DimseLimits.defaults().withIdentifier(ByteSize.ofBytes(100));
        assertEquals(
                DimseStatus.SUCCESS, action(limits, new Attributes().put(Tag.StudyDescription, Vr.LO, "x".repeat(50))));
        assertEquals(
                DimseStatus.PROCESSING_FAILURE,
                action(limits, new Attributes().put(Tag.StudyDescription, Vr.LO, "x".repeat(200_000))));
    }
}
