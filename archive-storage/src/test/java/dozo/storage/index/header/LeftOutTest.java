package dozo.storage.index.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.storage.index.model.Level;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A row tells what it left out, and tells it to nobody else. */
class LeftOutTest {

    private static final int STUDY_COMMENTS = 0x00324000;
    private static final int VENDOR_CREATOR = 0x00090010;

    @Test
    void notesWhatIsTooLongOrWasNotReadAtItsLevelOnly() throws Exception {
        Attributes header = new Attributes()
                .put(Tag.StudyDescription, Vr.LO, "HEAD")
                .put(STUDY_COMMENTS, Vr.LT, "x".repeat(Header.MAX_VALUE_BYTES + 2))
                .put(new Element.Skipped(Tag.AccessionNumber, Vr.SH, 1 << 20))
                .put(VENDOR_CREATOR, Vr.LO, "VENDOR");
        Attributes study = RowAttributes.decode(new Header(header).encoded(Level.STUDY));
        assertEquals(Set.of(STUDY_COMMENTS, Tag.AccessionNumber), LeftOut.take(study));
        assertEquals(1, study.size());
        assertEquals(Set.of(), LeftOut.take(RowAttributes.decode(new Header(header).encoded(Level.SERIES))));
    }

    @Test
    void leavesARowThatHoldsEverythingAsItWas() throws Exception {
        Attributes header = new Attributes().put(Tag.StudyDescription, Vr.LO, "HEAD");
        Attributes study = RowAttributes.decode(new Header(header).encoded(Level.STUDY));
        assertEquals(1, study.size());
        assertEquals(Set.of(), LeftOut.take(study));
        assertFalse(study.contains(VENDOR_CREATOR));
    }
}
