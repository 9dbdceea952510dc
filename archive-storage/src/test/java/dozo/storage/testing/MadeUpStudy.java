package dozo.storage.testing;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.dictionary.DataDictionary;
import dozo.core.value.Uid;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * One study of an archive that was never received: everything of it follows from its number, so that a benchmark knows what
 * it may ask for. Two studies have one patient; there are 5,000 family names, the first 360 days of ten years, and one study of a
 * thousand is of a rare modality.
 *
 * @param number from 0
 */
public record MadeUpStudy(int number) {

    private static final String ROOT = "1.2.826.0.1.3680043.10.9999.20261122.30000.";
    private static final int FAMILIES = 5_000;
    private static final Attributes ACQUISITION = acquisition();

    public int patient() {
        return number / 2;
    }

    public Uid studyUid() {
        return new Uid(ROOT + number);
    }

    public Uid seriesUid(int series) {
        return new Uid(ROOT + number + '.' + series);
    }

    public Uid instanceUid(int series, int instance) {
        return new Uid(ROOT + number + '.' + series + '.' + instance);
    }

    public String patientId() {
        return "ID" + patient();
    }

    public String accessionNumber() {
        return "A" + number;
    }

    /** The family name in Latin letters; {@link #ideographicFamily()} is the same one's. */
    public String family() {
        return "FAMILY" + (100_000 + familyNumber());
    }

    public String ideographicFamily() {
        return "山田" + familyNumber();
    }

    /** As in VR DA. */
    public String date() {
        return DateTimeFormatter.BASIC_ISO_DATE.format(
                LocalDate.ofYearDay(2016 + number % 3600 / 360, 1 + number % 360));
    }

    public String modality() {
        return number % 1000 == 7 ? "XA" : number % 3 == 0 ? "MR" : "CT";
    }

    public String sopClassUid() {
        return number % 3 == 0 ? TestInstance.MR : TestInstance.CT;
    }

    private int familyNumber() {
        return (int) (patient() * 7919L % FAMILIES);
    }

    /** What a header says of patient and study. */
    Attributes header() {
        String given = Integer.toString(patient());
        return new Attributes()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(
                        Tag.PatientName,
                        Vr.PN,
                        family() + "^GIVEN" + given + '=' + ideographicFamily() + "^太郎" + given + "=やまだ"
                                + familyNumber() + "^たろう" + given)
                .put(Tag.PatientID, Vr.LO, patientId())
                .put(Tag.PatientBirthDate, Vr.DA, (1900 + patient() % 80) + "0101")
                .put(Tag.PatientSex, Vr.CS, "F")
                .put(Tag.StudyInstanceUID, Vr.UI, studyUid().value())
                .put(Tag.StudyDate, Vr.DA, date())
                .put(Tag.StudyTime, Vr.TM, "100000")
                .put(Tag.AccessionNumber, Vr.SH, accessionNumber())
                .put(Tag.StudyID, Vr.SH, "ST" + number % 100)
                .put(Tag.StudyDescription, Vr.LO, "CHEST ROUTINE")
                .put(Tag.ReferringPhysicianName, Vr.PN, "REF^" + number % 300);
    }

    /** What a header says of one series. */
    Attributes header(int series) {
        return new Attributes()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.SeriesInstanceUID, Vr.UI, seriesUid(series).value())
                .put(Tag.Modality, Vr.CS, modality())
                .put(Tag.SeriesNumber, Vr.IS, Integer.toString(series))
                .put(Tag.SeriesDate, Vr.DA, date())
                .put(Tag.SeriesTime, Vr.TM, "100100")
                .put(Tag.PerformedProcedureStepStartDate, Vr.DA, date())
                .put(Tag.PerformedProcedureStepStartTime, Vr.TM, "100000")
                .put(Tag.SeriesDescription, Vr.LO, "AXIAL")
                .put(Tag.BodyPartExamined, Vr.CS, "CHEST")
                .put(Tag.StationName, Vr.SH, "ST1")
                .put(Tag.InstitutionName, Vr.LO, "HOSPITAL");
    }

    /** What a header says of one instance. */
    Attributes header(int series, int instance) {
        Attributes header = new Attributes()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.SOPClassUID, Vr.UI, sopClassUid())
                .put(Tag.SOPInstanceUID, Vr.UI, instanceUid(series, instance).value())
                .put(Tag.ContentDate, Vr.DA, date())
                .put(Tag.ContentTime, Vr.TM, "100200")
                .put(Tag.InstanceNumber, Vr.IS, Integer.toString(instance));
        ACQUISITION.elements().forEach(header::put);
        return header;
    }

    /** The same in all images, as it nearly is in a series. */
    private static Attributes acquisition() {
        Attributes made = new Attributes();
        put("ImageType", made, "ORIGINAL", "PRIMARY", "AXIAL");
        put("AcquisitionDateTime", made, "20261101100159.500000+0900");
        put("SliceLocation", made, "-125.0");
        put("ImagePositionPatient", made, "-170.5", "-168.0", "-125.0");
        put("ImageOrientationPatient", made, "1", "0", "0", "0", "1", "0");
        put("PixelSpacing", made, "0.683594", "0.683594");
        put("SliceThickness", made, "5.0");
        put("KVP", made, "120");
        put("WindowCenter", made, "40", "-600");
        put("WindowWidth", made, "400", "1500");
        put("RescaleIntercept", made, "-1024");
        put("RescaleSlope", made, "1");
        return made;
    }

    private static void put(String keyword, Attributes to, String... values) {
        int tag = DataDictionary.tagOf(keyword).orElseThrow();
        to.put(tag, DataDictionary.vrOf(tag), values);
    }
}
