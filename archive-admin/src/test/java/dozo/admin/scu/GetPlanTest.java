package dozo.admin.scu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.admin.scu.GetPlan.Batch;
import dozo.admin.scu.GetPlan.Group;
import dozo.admin.scu.InstanceFile.Kind;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.encoding.TransferSyntax;
import dozo.core.value.Uid;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GetPlanTest {

    private final Attributes selection = new Attributes().put(Tag.StudyInstanceUID, new Uid("1.2.3"));
    private final Attributes series =
            new Attributes().put(Tag.StudyInstanceUID, new Uid("1.2.3")).put(Tag.SeriesInstanceUID, new Uid("1.2.3.4"));

    @Test
    void asksOnceForWhatWasSelectedWhenOneAssociationTakesAllKinds() {
        List<Batch> batches = GetPlan.of(selection, groups(63, 2, 10)).batches();
        assertEquals(1, batches.size());
        assertEquals(126, batches.get(0).kinds().size());
        assertEquals(1, batches.get(0).identifiers().size());
        assertSame(selection, batches.get(0).identifiers().get(0));
    }

    @Test
    void asksAllTheSameWhenNothingWasFound() {
        assertEquals(
                List.of(new Batch(Set.of(), List.of(selection))),
                GetPlan.of(selection, List.of()).batches());
    }

    @Test
    void splitsMoreKindsAndAsksEachAssociationForItsInstancesOnly() {
        List<Batch> batches = GetPlan.of(selection, groups(100, 2, 3)).batches();
        assertEquals(
                List.of(126, 74),
                batches.stream().map(batch -> batch.kinds().size()).toList());
        List<String> asked = new ArrayList<>();
        for (Batch batch : batches) {
            for (Attributes identifier : batch.identifiers()) {
                assertEquals("IMAGE", identifier.string(Tag.QueryRetrieveLevel).orElseThrow());
                assertEquals("1.2.3.4", identifier.string(Tag.SeriesInstanceUID).orElseThrow());
                asked.addAll(identifier.strings(Tag.SOPInstanceUID));
            }
        }
        assertEquals(300, asked.size());
        assertEquals(300, Set.copyOf(asked).size());
    }

    @Test
    void keepsListsOfUidsBelow64KiB() {
        for (Batch batch : GetPlan.of(selection, groups(2, 100, 2500)).batches()) {
            assertEquals(5, batch.identifiers().size());
            assertTrue(batch.identifiers().stream()
                    .allMatch(
                            identifier -> identifier.strings(Tag.SOPInstanceUID).size() <= 500));
        }
    }

    @Test
    void proposesTheLikelyKindsOfAnInstanceThatMayComeInMoreThanAllContexts() {
        List<Batch> batches = GetPlan.of(selection, groups(2, 300, 1)).batches();
        assertEquals(2, batches.size());
        for (Batch batch : batches) {
            assertEquals(GetPlan.MAX_KINDS, batch.kinds().size());
        }
    }

    /** So many groups of so many kinds and instances each, all in one series. */
    private List<Group> groups(int count, int kindsOfEach, int instancesOfEach) {
        List<Group> groups = new ArrayList<>();
        for (int g = 0; g < count; g++) {
            Set<Kind> kinds = new LinkedHashSet<>();
            for (int k = 0; k < kindsOfEach; k++) {
                kinds.add(new Kind(new Uid("1.4." + g), TransferSyntax.of(new Uid("1.5." + k))));
            }
            Group group = new Group(kinds);
            for (int i = 0; i < instancesOfEach; i++) {
                group.add(series, new Uid("1.6." + g + "." + i));
            }
            groups.add(group);
        }
        return groups;
    }
}
