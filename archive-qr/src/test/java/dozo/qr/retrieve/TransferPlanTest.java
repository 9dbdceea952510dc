package dozo.qr.retrieve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.association.ProposedContext;
import dozo.core.encoding.TransferSyntax;
import dozo.core.value.Uid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TransferPlanTest {

    private static final Uid CT = new Uid("1.2.840.10008.5.1.4.1.1.2");
    private static final Uid MR = new Uid("1.2.840.10008.5.1.4.1.1.4");
    private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax J2K = TransferSyntax.of(new Uid("1.2.840.10008.1.2.4.90"));

    @Test
    void offersTheStoredSyntaxAloneAndTheConvertedOnesInAnotherContext() {
        List<TransferBatch> plan = plan(new Kind(CT, EXPLICIT));
        assertEquals(1, plan.size());
        assertEquals(
                List.of(ProposedContext.of(CT, EXPLICIT), ProposedContext.of(CT, IMPLICIT)),
                plan.get(0).contexts());
    }

    @Test
    void offersNoConversionThatDoesNotExist() {
        assertEquals(
                List.of(ProposedContext.of(CT, J2K)),
                plan(new Kind(CT, J2K)).get(0).contexts());
    }

    @Test
    void offersBothLittleEndianSyntaxesForWhatIsStoredInBigEndian() {
        TransferSyntax big = TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
        assertEquals(
                List.of(ProposedContext.of(CT, big), ProposedContext.of(CT, EXPLICIT, IMPLICIT)),
                plan(new Kind(CT, big)).get(0).contexts());
    }

    @Test
    void offersEachSyntaxOfAClassOnce() {
        assertEquals(
                List.of(
                        ProposedContext.of(CT, EXPLICIT),
                        ProposedContext.of(CT, IMPLICIT),
                        ProposedContext.of(CT, J2K),
                        ProposedContext.of(MR, IMPLICIT),
                        ProposedContext.of(MR, EXPLICIT)),
                plan(new Kind(CT, EXPLICIT), new Kind(MR, IMPLICIT), new Kind(CT, IMPLICIT), new Kind(CT, J2K))
                        .get(0)
                        .contexts());
    }

    @Test
    void splitsManyClassesOverAssociationsAndLosesNone() {
        List<Kind> kinds = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            kinds.add(new Kind(new Uid("1.2.3." + i), EXPLICIT));
        }
        assertCovered(kinds, 3);
    }

    @Test
    void splitsOneClassOfManySyntaxes() {
        List<Kind> kinds = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            kinds.add(new Kind(CT, TransferSyntax.of(new Uid("1.2.3." + i))));
        }
        assertCovered(kinds, 3);
    }

    private static void assertCovered(List<Kind> kinds, int associations) {
        List<TransferBatch> plan = TransferPlan.of(kinds, Conversions::offered);
        assertEquals(associations, plan.size());
        Set<Kind> covered = new HashSet<>();
        for (TransferBatch batch : plan) {
            assertTrue(batch.contexts().size() <= TransferPlan.MAX_CONTEXTS);
            for (Kind kind : batch.kinds()) {
                assertTrue(batch.contexts().contains(ProposedContext.of(kind.sopClass(), kind.storedSyntax())));
                assertTrue(covered.add(kind), () -> kind + " is sent twice");
            }
        }
        assertEquals(Set.copyOf(kinds), covered);
    }

    private static List<TransferBatch> plan(Kind... kinds) {
        return TransferPlan.of(List.of(kinds), Conversions::offered);
    }
}
