package dozo.storage.testing;

import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.value.ContentDigest;
import dozo.core.value.Uid;
import dozo.storage.index.header.Header;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectPath;
import dozo.storage.volume.VolumeId;
import dozo.storage.volume.WriterEpoch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** An instance as a test wants it: a header with sound defaults, and what the journal would say of it. */
public final class TestInstance {

    public static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    public static final String MR = "1.2.840.10008.5.1.4.1.1.4";
    public static final VolumeId VOLUME = new VolumeId(UUID.fromString("00000000-0000-4000-8000-000000000001"));
    public static final VolumeId MIRROR = new VolumeId(UUID.fromString("00000000-0000-4000-8000-000000000002"));

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final WriterEpoch EPOCH =
            new WriterEpoch(1, UUID.fromString("0badcafe-0000-4000-8000-000000000000"));
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final Attributes header = new Attributes();
    private final long number = NUMBERS.incrementAndGet();
    private int version = 1;
    private long sizeBytes = 1_000;
    private List<VolumeId> volumes = List.of(VOLUME);
    private String content = "content";
    private Instant receivedAt = START.plusMillis(number);

    private TestInstance() {}

    /** Instance {@code study.series.instance} of a CT of a patient of its own name. */
    public static TestInstance of(int study, int series, int instance) {
        TestInstance made = new TestInstance();
        made.with(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .with(Tag.SOPClassUID, Vr.UI, CT)
                .with(Tag.SOPInstanceUID, Vr.UI, "1.2.3." + study + '.' + series + '.' + instance)
                .with(Tag.StudyDate, Vr.DA, "20261101")
                .with(Tag.StudyTime, Vr.TM, "101500")
                .with(Tag.AccessionNumber, Vr.SH, "ACC" + study)
                .with(Tag.Modality, Vr.CS, "CT")
                .with(Tag.PatientName, Vr.PN, "TEST^P" + study)
                .with(Tag.PatientID, Vr.LO, "P" + study)
                .with(Tag.PatientBirthDate, Vr.DA, "19700101")
                .with(Tag.PatientSex, Vr.CS, "F")
                .with(Tag.StudyInstanceUID, Vr.UI, "1.2.3." + study)
                .with(Tag.SeriesInstanceUID, Vr.UI, "1.2.3." + study + '.' + series)
                .with(Tag.StudyID, Vr.SH, "S" + study)
                .with(Tag.SeriesNumber, Vr.IS, Integer.toString(series))
                .with(Tag.InstanceNumber, Vr.IS, Integer.toString(instance));
        return made;
    }

    /** Puts text over what is there; no values make an element without value. */
    public TestInstance with(int tag, Vr vr, String... values) {
        header.put(tag, vr, values);
        return this;
    }

    public TestInstance without(int tag) {
        header.remove(tag);
        return this;
    }

    public TestInstance version(int version) {
        this.version = version;
        this.content = "version " + version;
        return this;
    }

    /** Other bytes than those of the version it has. */
    public TestInstance content(String content) {
        this.content = content;
        return this;
    }

    public TestInstance sizeBytes(long sizeBytes) {
        this.sizeBytes = sizeBytes;
        return this;
    }

    public TestInstance volumes(VolumeId... volumes) {
        this.volumes = List.of(volumes);
        return this;
    }

    public TestInstance receivedAt(Instant receivedAt) {
        this.receivedAt = receivedAt;
        return this;
    }

    public Attributes header() {
        return header;
    }

    /** The header as the index takes it. */
    public Header indexed() {
        StoredObject object = stored();
        return Header.of(header, object.studyInstanceUid(), object.seriesInstanceUid());
    }

    public Uid sopInstanceUid() {
        return header.uid(Tag.SOPInstanceUID).orElseThrow();
    }

    public Uid studyInstanceUid() {
        return header.uid(Tag.StudyInstanceUID).orElseThrow();
    }

    /** What the journal would say; the same at each call. */
    public StoredObject stored() {
        var digest = ContentDigest.newMessageDigest();
        digest.update((sopInstanceUid() + content).getBytes(StandardCharsets.UTF_8));
        return new StoredObject(
                header.uid(Tag.SOPClassUID).orElseThrow(),
                sopInstanceUid(),
                studyInstanceUid(),
                header.uid(Tag.SeriesInstanceUID).orElseThrow(),
                new Uid("1.2.840.10008.1.2.1"),
                ContentDigest.of(digest),
                sizeBytes,
                ObjectPath.of(EPOCH, START, number),
                volumes,
                version,
                receivedAt,
                "MODALITY",
                "DOZO",
                "127.0.0.1",
                EPOCH);
    }
}
