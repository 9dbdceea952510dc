package dozo.core.testing;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.DatasetWriter;
import dozo.core.encoding.FileMeta;
import dozo.core.encoding.TransferSyntax;
import dozo.core.value.Uid;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Builds small, valid instances for tests: {@code Instances.ct().patientId("P1").study(uid).build()}. What is not given
 * is made up: UIDs are new for each builder, the rest is fixed. Not thread-safe; its UIDs are unique across threads.
 */
public final class Instances {

    public static final Uid CT = new Uid("1.2.840.10008.5.1.4.1.1.2");
    public static final Uid MR = new Uid("1.2.840.10008.5.1.4.1.1.4");
    public static final Uid SECONDARY_CAPTURE = new Uid("1.2.840.10008.5.1.4.1.1.7");

    private static final AtomicLong NEXT_UID = new AtomicLong(1);

    private final Attributes attributes = new Attributes();

    private Instances(Uid sopClass, String modality, int bits) {
        attributes
                .put(Tag.SOPClassUID, sopClass)
                .put(Tag.SOPInstanceUID, newUid())
                .put(Tag.StudyInstanceUID, newUid())
                .put(Tag.SeriesInstanceUID, newUid())
                .put(Tag.Modality, Vr.CS, modality)
                .put(Tag.StudyDate, Vr.DA, "20261122")
                .put(Tag.StudyTime, Vr.TM, "101500")
                .put(Tag.AccessionNumber, Vr.SH, "A1")
                .put(Tag.StudyDescription, Vr.LO, "Head")
                .put(Tag.StudyID, Vr.SH, "1")
                .put(Tag.SeriesNumber, Vr.IS, "1")
                .put(Tag.InstanceNumber, Vr.IS, "1")
                .put(Tag.PatientName, Vr.PN, "Test^Patient")
                .put(Tag.PatientID, Vr.LO, "TEST-1")
                .put(Tag.PatientBirthDate, Vr.DA, "19700101")
                .put(Tag.PatientSex, Vr.CS, "O");
        pixels(16, 16, bits);
    }

    /** A CT image of 16 x 16 pixels of 16 bits. */
    public static Instances ct() {
        return new Instances(CT, "CT", 16);
    }

    /** An MR image of 16 x 16 pixels of 16 bits. */
    public static Instances mr() {
        return new Instances(MR, "MR", 16);
    }

    /** A secondary capture image of 16 x 16 pixels of 8 bits. */
    public static Instances secondaryCapture() {
        return new Instances(SECONDARY_CAPTURE, "OT", 8);
    }

    /** A UID that no other call in this process has returned. */
    public static Uid newUid() {
        return new Uid("1.2.826.0.1.3680043.10.1." + ProcessHandle.current().pid() + "." + NEXT_UID.getAndIncrement());
    }

    public Instances study(Uid uid) {
        return with(Tag.StudyInstanceUID, uid);
    }

    public Instances series(Uid uid) {
        return with(Tag.SeriesInstanceUID, uid);
    }

    public Instances sopInstance(Uid uid) {
        return with(Tag.SOPInstanceUID, uid);
    }

    public Instances sopClass(Uid uid) {
        return with(Tag.SOPClassUID, uid);
    }

    public Instances patientId(String id) {
        return with(Tag.PatientID, Vr.LO, id);
    }

    /** In the character set given before by {@link #characterSet}. */
    public Instances patientName(String name) {
        return with(Tag.PatientName, Vr.PN, name);
    }

    public Instances instanceNumber(int number) {
        return with(Tag.InstanceNumber, Vr.IS, Integer.toString(number));
    }

    /** Specific Character Set; to be set before the text that it governs. */
    public Instances characterSet(String... terms) {
        return with(Tag.SpecificCharacterSet, Vr.CS, terms);
    }

    /** Monochrome pixels, a gradient, so that no two rows are equal; {@code bits} are 8 or 16. */
    public Instances pixels(int rows, int columns, int bits) {
        byte[] pixels = new byte[rows * columns * bits / 8];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i + i / 251);
        }
        attributes
                .put(Tag.SamplesPerPixel, Vr.US, 1)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, rows)
                .put(Tag.Columns, Vr.US, columns)
                .put(Tag.BitsAllocated, Vr.US, bits)
                .put(Tag.BitsStored, Vr.US, bits)
                .put(Tag.HighBit, Vr.US, bits - 1)
                .put(Tag.PixelRepresentation, Vr.US, 0)
                .put(new Element.Bytes(Tag.PixelData, bits == 8 ? Vr.OB : Vr.OW, pixels));
        return this;
    }

    /** Encapsulated pixel data: an empty offset table and these fragments. */
    public Instances fragments(byte[]... fragments) {
        List<byte[]> all = new ArrayList<>(List.of(fragments));
        all.add(0, new byte[0]);
        attributes.put(new Element.Fragments(Tag.PixelData, Vr.OB, all));
        return this;
    }

    public Instances with(int tag, Uid uid) {
        attributes.put(tag, uid);
        return this;
    }

    public Instances with(int tag, Vr vr, String... values) {
        attributes.put(tag, vr, values);
        return this;
    }

    public Instances with(Element element) {
        attributes.put(element);
        return this;
    }

    public Instances without(int tag) {
        attributes.remove(tag);
        return this;
    }

    /** The data set; later calls of the builder change it. */
    public Attributes build() {
        return attributes;
    }

    /** The encoded data set. */
    public byte[] encode(TransferSyntax syntax) {
        return DatasetWriter.toBytes(attributes, syntax);
    }

    /** The instance as a file. */
    public byte[] file(TransferSyntax syntax) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        Uid sopClass = attributes.uid(Tag.SOPClassUID).orElseThrow();
        Uid instance = attributes.uid(Tag.SOPInstanceUID).orElseThrow();
        file.writeBytes(new FileMeta(sopClass, instance, syntax).encode());
        file.writeBytes(encode(syntax));
        return file.toByteArray();
    }
}
