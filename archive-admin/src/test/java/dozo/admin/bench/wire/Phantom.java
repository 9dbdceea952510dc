package dozo.admin.bench.wire;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Element;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.encoding.TransferSyntax;
import dozo.core.value.Uid;
import java.util.Random;

/**
 * Made-up images with headers as long as scanners send them, some 60 elements, and noise for pixels, in explicit VR little
 * endian.
 */
public enum Phantom {
    /** 512 x 512 of 16 bits: 526 KB; a study of two series of 200. */
    CT("1.2.840.10008.5.1.4.1.1.2", 512, 512, new Studies(200, 2)),
    /** 256 x 256 of 16 bits: 132 KB; a study of five series of 40. */
    MR("1.2.840.10008.5.1.4.1.1.4", 256, 256, new Studies(40, 5)),
    /** 2048 x 2048 of 16 bits: 8.4 MB; a study of two series of one. */
    CR("1.2.840.10008.5.1.4.1.1.1", 2048, 2048, new Studies(1, 2));

    private static final int BITS = 16;
    private static final int STORED_BITS = 12;
    /** Elements by number where the dictionary of tags has no constant for them. */
    private static final int ACQUISITION_GROUP = 0x00180000;

    private final Uid sopClass;
    private final int rows;
    private final int columns;
    private final Studies studies;

    Phantom(String sopClass, int rows, int columns, Studies studies) {
        this.sopClass = new Uid(sopClass);
        this.rows = rows;
        this.columns = columns;
        this.studies = studies;
    }

    /** The image, encoded. */
    public ImageTemplate template() {
        Attributes attributes = new Attributes();
        patientAndStudy(attributes);
        acquisition(attributes);
        geometry(attributes);
        pixels(attributes);
        return ImageTemplate.of(attributes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, studies);
    }

    private void patientAndStudy(Attributes attributes) {
        attributes
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 100")
                .put(0x00080008, Vr.CS, "ORIGINAL", "PRIMARY", "AXIAL")
                .put(Tag.SOPClassUID, sopClass)
                .put(Tag.StudyDate, Vr.DA, "20261122")
                .put(0x00080021, Vr.DA, "20261122")
                .put(0x00080022, Vr.DA, "20261122")
                .put(0x00080023, Vr.DA, "20261122")
                .put(Tag.StudyTime, Vr.TM, "101500.000000")
                .put(0x00080031, Vr.TM, "101502.123000")
                .put(0x00080032, Vr.TM, "101503.456000")
                .put(0x00080033, Vr.TM, "101504.789000")
                .put(Tag.AccessionNumber, Vr.SH, "BENCH-ACC-01")
                .put(Tag.Modality, Vr.CS, name())
                .put(0x00080070, Vr.LO, "Bench Medical Systems")
                .put(0x00080080, Vr.LO, "General Hospital")
                .put(0x00080081, Vr.ST, "1 Long Street, Town")
                .put(0x00080090, Vr.PN, "Referring^Physician")
                .put(0x00081010, Vr.SH, "STATION-01")
                .put(Tag.StudyDescription, Vr.LO, "Thorax and abdomen with contrast")
                .put(0x0008103E, Vr.LO, "Axial 1.0 soft tissue")
                .put(0x00081050, Vr.PN, "Performing^Physician")
                .put(0x00081070, Vr.PN, "Operator^Name")
                .put(0x00081090, Vr.LO, "Bench Scanner 64")
                .put(Tag.PatientName, Vr.PN, "Bench^Patient^Middle")
                .put(Tag.PatientBirthDate, Vr.DA, "19561103")
                .put(Tag.PatientSex, Vr.CS, "O")
                .put(0x00101010, Vr.AS, "070Y")
                .put(0x00101030, Vr.DS, "71.5");
    }

    private void acquisition(Attributes attributes) {
        attributes
                .put(ACQUISITION_GROUP | 0x0015, Vr.CS, "CHEST")
                .put(ACQUISITION_GROUP | 0x0022, Vr.CS, "HELICAL_CT")
                .put(ACQUISITION_GROUP | 0x0050, Vr.DS, "1.0")
                .put(ACQUISITION_GROUP | 0x0060, Vr.DS, "120")
                .put(ACQUISITION_GROUP | 0x0090, Vr.DS, "500")
                .put(ACQUISITION_GROUP | 0x1000, Vr.LO, "SN-0012345")
                .put(ACQUISITION_GROUP | 0x1020, Vr.LO, "VB42A")
                .put(ACQUISITION_GROUP | 0x1030, Vr.LO, "ThorAbd 1.0 routine")
                .put(ACQUISITION_GROUP | 0x1100, Vr.DS, "388")
                .put(ACQUISITION_GROUP | 0x1120, Vr.DS, "0")
                .put(ACQUISITION_GROUP | 0x1130, Vr.DS, "164.5")
                .put(ACQUISITION_GROUP | 0x1140, Vr.CS, "CW")
                .put(ACQUISITION_GROUP | 0x1150, Vr.IS, "500")
                .put(ACQUISITION_GROUP | 0x1151, Vr.IS, "233")
                .put(ACQUISITION_GROUP | 0x1152, Vr.IS, "116")
                .put(ACQUISITION_GROUP | 0x1160, Vr.SH, "WEDGE_3")
                .put(ACQUISITION_GROUP | 0x1210, Vr.SH, "B31f")
                .put(ACQUISITION_GROUP | 0x5100, Vr.CS, "HFS");
    }

    private void geometry(Attributes attributes) {
        attributes
                .put(Tag.StudyID, Vr.SH, "1")
                .put(Tag.SeriesNumber, Vr.IS, "2")
                .put(0x00200012, Vr.IS, "1")
                .put(Tag.InstanceNumber, Vr.IS, "1")
                .put(0x00200032, Vr.DS, "-193.62109375", "-341.62109375", "-172.5")
                .put(0x00200037, Vr.DS, "1", "0", "0", "0", "1", "0")
                .put(0x00200052, new Uid("2.25.2000000001"))
                .put(0x00201040, Vr.LO, "")
                .put(0x00201041, Vr.DS, "-172.5")
                .put(0x00280030, Vr.DS, "0.7578125", "0.7578125")
                .put(0x00281050, Vr.DS, "40")
                .put(0x00281051, Vr.DS, "400")
                .put(0x00281052, Vr.DS, "-1024")
                .put(0x00281053, Vr.DS, "1");
    }

    private void pixels(Attributes attributes) {
        byte[] pixels = new byte[rows * columns * BITS / Byte.SIZE];
        new Random(rows).nextBytes(pixels);
        for (int i = 1; i < pixels.length; i += 2) {
            pixels[i] &= (byte) ((1 << STORED_BITS - Byte.SIZE) - 1);
        }
        attributes
                .put(Tag.SamplesPerPixel, Vr.US, 1)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, rows)
                .put(Tag.Columns, Vr.US, columns)
                .put(Tag.BitsAllocated, Vr.US, BITS)
                .put(Tag.BitsStored, Vr.US, STORED_BITS)
                .put(Tag.HighBit, Vr.US, STORED_BITS - 1)
                .put(Tag.PixelRepresentation, Vr.US, 0)
                .put(new Element.Bytes(Tag.PixelData, Vr.OW, pixels));
    }
}
