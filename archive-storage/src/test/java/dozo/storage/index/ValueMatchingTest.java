package dozo.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dozo.core.config.IndexConfig;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.storage.index.header.DateTimeValue;
import dozo.storage.index.model.Level;
import dozo.storage.index.query.Condition;
import dozo.storage.index.query.Condition.AnyOf;
import dozo.storage.index.query.Condition.Exact;
import dozo.storage.index.query.Condition.Moments;
import dozo.storage.index.query.Condition.Name;
import dozo.storage.index.query.Condition.Numbers;
import dozo.storage.index.query.Condition.Wildcard;
import dozo.storage.index.query.NameGroup;
import dozo.storage.testing.TestDatabase;
import dozo.storage.testing.TestInstance;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numbers by what they are worth, and alternatives; each where a column has the value and where only the row has it. */
class ValueMatchingTest extends ArchiveIndexContract {

    private static final int OPERATORS_NAME = 0x00081070;
    private static final int ACQUISITION_NUMBER = 0x00200012;
    private static final int SLICE_THICKNESS = 0x00180050;
    private static final int ROWS = 0x00280010;
    private static final int ACQUISITION = 0x0008002A;
    private static final int ACQUISITION_DURATION = 0x00189073;
    private static final int FRAME_INCREMENT = 0x00280009;

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
    void comparesFloatingPointNumbersAndTagsByTheirValue() throws Exception {
        TestInstance first = TestInstance.of(1, 1, 1);
        first.header().put(binary(ACQUISITION_DURATION, Vr.FD, 8, value -> value.putDouble(2.5)));
        first.header().put(binary(FRAME_INCREMENT, Vr.AT, 4, value -> value.putShort((short) 0x0018)
                .putShort((short) 0x1063)));
        TestInstance second = TestInstance.of(1, 1, 2);
        second.header().put(binary(ACQUISITION_DURATION, Vr.FD, 8, value -> value.putDouble(Double.NaN)));
        TestInstance third = TestInstance.of(1, 1, 3);
        third.header().put(binary(ACQUISITION_DURATION, Vr.FL, 4, value -> value.putFloat(-0.5f)));
        store(first, second, third);

        assertEquals(List.of("1.2.3.1.1.1"), images(numbers(ACQUISITION_DURATION, "2.50")));
        assertEquals(List.of("1.2.3.1.1.3"), images(numbers(ACQUISITION_DURATION, "-0.5")));
        assertEquals(List.of(), images(numbers(ACQUISITION_DURATION, "2.51")));
        assertEquals(List.of("1.2.3.1.1.1"), images(numbers(FRAME_INCREMENT, Integer.toString(0x0018_1063))));
    }

    private static Element binary(int tag, Vr vr, int bytes, UnaryOperator<ByteBuffer> writer) {
        return new Element.Bytes(
                tag,
                vr,
                writer.apply(ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN))
                        .array());
    }

    @Test
    void comparesMomentsWithTheirOffsetsFromUtc() throws Exception {
        store(
                TestInstance.of(1, 1, 1).with(ACQUISITION, Vr.DT, "20261101100000.5+0900"),
                TestInstance.of(1, 1, 2).with(ACQUISITION, Vr.DT, "20261101100000"),
                TestInstance.of(1, 2, 3)
                        .with(ACQUISITION, Vr.DT, "20261101100000")
                        .with(Tag.TimezoneOffsetFromUTC, Vr.SH, "-0500"),
                TestInstance.of(1, 1, 4).with(ACQUISITION, Vr.DT, "202611"),
                TestInstance.of(1, 1, 5));

        assertEquals(List.of("1", "2", "3", "4"), moments("2026", "2026"));
        assertEquals(List.of("4"), moments("20261101", "2026110109"));
        assertEquals(List.of("1", "2", "3"), moments("20261101100000", "20261101100000"));
        assertEquals(List.of("1", "2"), moments("20261101100000+0900", "20261101100000+0900"));
        assertEquals(List.of("3"), moments("20261101150000+0000", null));
        assertEquals(List.of("1", "4"), moments(null, "20261101010000.5+0000"));
        assertEquals(List.of(), moments("20261101100000.6+0900", "20261101095959+0900"));
    }

    /** Numbers of the instances. */
    private List<String> moments(String from, String to) throws Exception {
        Condition range = new Moments(
                ACQUISITION,
                from == null ? null : DateTimeValue.parse(from).orElseThrow(),
                to == null ? null : DateTimeValue.parse(to).orElseThrow());
        return find(Level.IMAGE, Tag.InstanceNumber, range).stream().sorted().toList();
    }

    @Test
    void looksForMomentsOfInstancesFromTheLevelsAbove() throws Exception {
        store(
                TestInstance.of(1, 1, 1).with(ACQUISITION, Vr.DT, "20261101100000"),
                TestInstance.of(2, 1, 1).with(ACQUISITION, Vr.DT, "20261102100000"));
        Condition second =
                new Moments(ACQUISITION, DateTimeValue.parse("20261102").orElseThrow(), null);
        assertEquals(List.of("S2"), find(Level.STUDY, Tag.StudyID, second));
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
