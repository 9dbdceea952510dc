package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.config.IndexConfig;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import dozo.storage.index.query.Condition.AnyOf;
import dozo.storage.index.query.Condition.Exact;
import dozo.storage.index.query.Condition.Name;
import dozo.storage.index.query.Condition.Numbers;
import dozo.storage.index.query.Condition.Wildcard;
import dozo.storage.index.query.NameGroup;
import dozo.storage.testing.TestDatabase;
import dozo.storage.testing.TestInstance;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numbers by what they are worth, and alternatives; each where a column has the value and where only the row has it. */
class ValueMatchingTest extends ArchiveIndexContract {

    private static final int OPERATORS_NAME = 0x00081070;
    private static final int ACQUISITION_NUMBER = 0x00200012;
    private static final int SLICE_THICKNESS = 0x00180050;
    private static final int ROWS = 0x00280010;

    @Override
    IndexConfig newDatabase(Path directory) {
        return TestDatabase.h2(directory);
    }

    private List<String> images(Condition condition) throws Exception {
        return find(Level.IMAGE, Tag.SOPInstanceUID, condition).stream()
                .sorted()
                .toList();
    }

    private static Numbers numbers(int tag, String... numbers) {
        return new Numbers(tag, Stream.of(numbers).map(BigDecimal::new).toList());
    }

    @Test
    void comparesNumbersByWhatTheyAreWorth() throws Exception {
        TestInstance first = TestInstance.of(1, 1, 1)
                .with(Tag.InstanceNumber, Vr.IS, "01")
                .with(ACQUISITION_NUMBER, Vr.IS, "007")
                .with(SLICE_THICKNESS, Vr.DS, "1.50");
        first.header().put(ROWS, Vr.US, 40_000);
        TestInstance second = TestInstance.of(1, 1, 2).with(Tag.InstanceNumber, Vr.IS, "+2");
        second.header().put(ROWS, Vr.US, 512);
        store(first, second);
        List<String> onlyFirst = List.of("1.2.3.1.1.1");

        assertEquals(onlyFirst, images(numbers(Tag.InstanceNumber, "1")));
        assertEquals(List.of("1.2.3.1.1.1", "1.2.3.1.1.2"), images(numbers(Tag.InstanceNumber, "1", "2", "3")));
        assertEquals(List.of(), images(numbers(Tag.InstanceNumber, "1.5", "1E50")));
        assertEquals(onlyFirst, images(numbers(ACQUISITION_NUMBER, "7")));
        assertEquals(onlyFirst, images(numbers(SLICE_THICKNESS, "15E-1")));
        assertEquals(List.of(), images(numbers(SLICE_THICKNESS, "1")));
        assertEquals(onlyFirst, images(numbers(ROWS, "40000")));
    }

    @Test
    void isSatisfiedWithOneOfSeveralChoices() throws Exception {
        store(
                TestInstance.of(1, 1, 1)
                        .with(Tag.PatientName, Vr.PN, "Yamada^Tarou")
                        .with(Tag.Modality, Vr.CS, "CT")
                        .with(OPERATORS_NAME, Vr.PN, "Abe"),
                TestInstance.of(2, 1, 1)
                        .with(Tag.PatientName, Vr.PN, "Suzuki")
                        .with(Tag.Modality, Vr.CS, "MR")
                        .with(OPERATORS_NAME, Vr.PN, "Doi"),
                TestInstance.of(3, 1, 1)
                        .with(Tag.PatientName, Vr.PN, "Tanaka")
                        .with(Tag.Modality, Vr.CS, "US")
                        .with(OPERATORS_NAME, Vr.PN, "Eto"));
        List<String> firstTwo = List.of("1.2.3.1.1.1", "1.2.3.2.1.1");

        assertEquals(firstTwo, images(names(Tag.PatientName, "yamada*", "SUZUKI")));
        assertEquals(firstTwo, images(names(OPERATORS_NAME, "abe", "d*")));
        assertEquals(firstTwo, images(modalities(Tag.Modality)));
        assertEquals(firstTwo, images(modalities(Tag.ModalitiesInStudy)));
    }

    private static AnyOf names(int tag, String one, String other) {
        return new AnyOf(tag, List.of(new Name(tag, NameGroup.ANY, one), new Name(tag, NameGroup.ANY, other)));
    }

    private static AnyOf modalities(int tag) {
        return new AnyOf(tag, List.of(new Wildcard(tag, "C*"), new Exact(tag, "MR")));
    }
}
