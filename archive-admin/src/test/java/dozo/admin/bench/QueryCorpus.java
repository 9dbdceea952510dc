package dozo.admin.bench;

import dozo.admin.bench.peer.Peer;
import dozo.admin.bench.peer.PeerKind;
import dozo.admin.bench.peer.Place;
import dozo.admin.bench.wire.StoreStudies;
import dozo.core.dataset.Attributes;
import dozo.core.dataset.Tag;
import dozo.core.dataset.Vr;
import dozo.core.value.Uid;
import dozo.storage.testing.IndexFiller;
import dozo.storage.testing.MadeUpStudy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.apache.commons.io.FileUtils;

/**
 * Archives that hold {@link MadeUpStudy made-up studies}, most of them with one instance in each. To fill some of them takes minutes, so they
 * are kept in the cache; a folder without its mark was not finished and is made again.
 *
 * @param studies how many
 * @param instancesPerStudy of those written past the program; others have one
 */
record QueryCorpus(int studies, int instancesPerStudy, Settings settings) {

    private static final int ASSOCIATIONS = 4;
    /** Their answers to all questions are no more than 500. */
    private static final int FEW = 6;

    private static final String MARK = "complete";
    private static final List<Uid> SOP_CLASSES =
            List.of(new Uid(new MadeUpStudy(0).sopClassUid()), new Uid(new MadeUpStudy(1).sopClassUid()));

    /** What a peer of this kind is asked for: a few of them where it does not hold more than the answers to those. */
    AskedStudies asked(PeerKind kind) {
        return new AskedStudies(studies, kind.mostStudies() < studies ? FEW : studies);
    }

    /** What a peer of this kind holds: all, or where it cannot, those that are answers. */
    List<MadeUpStudy> held(PeerKind kind) {
        return asked(kind).answers(QueryBench.QUESTIONS).toList();
    }

    /** Starts a peer that holds them all, or as many as it can, sent to it by C-STORE when it does not yet. */
    Peer received(PeerKind kind) throws IOException, InterruptedException {
        Place place = place(kind);
        if (isComplete(place)) {
            return kind.start(place);
        }
        int associations = Math.min(ASSOCIATIONS, kind.mostWriters());
        List<MadeUpStudy> held = held(kind);
        System.err.printf(
                "Filling %s with %d studies; they are kept in %s%n", kind.title(), held.size(), place.folder());
        Peer peer = kind.start(place);
        try {
            new StoreStudies(
                            peer.target(), SOP_CLASSES, number -> instance(held.get(number)), held.size(), associations)
                    .run();
        } catch (IOException | InterruptedException e) {
            peer.close();
            throw e;
        }
        return marked(place, peer);
    }

    /** Starts an archive of this project whose index holds them all, written past the program. */
    Peer filled(PeerKind kind) throws IOException {
        Place place = place(kind);
        if (!isComplete(place)) {
            System.err.printf(
                    "Filling the index of %s with %d studies of %d instances%n",
                    kind.title(), studies, instancesPerStudy);
            try {
                kind.fillIndex(place, new IndexFiller(studies, 1, instancesPerStudy));
            } catch (SQLException e) {
                throw new IOException("the index cannot be filled", e);
            }
            return marked(place, kind.start(place));
        }
        return kind.start(place);
    }

    private Place place(PeerKind kind) throws IOException {
        Path folder = settings.cache().resolve(studies + "-studies").resolve(kind.key());
        if (!Files.exists(folder.resolve(MARK))) {
            FileUtils.deleteDirectory(folder.toFile());
        }
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        return new Place(folder, settings.distribution(), Place.NOBODY);
    }

    private static boolean isComplete(Place place) {
        return Files.exists(place.folder().resolve(MARK));
    }

    private static Peer marked(Place place, Peer peer) throws IOException {
        Files.createFile(place.folder().resolve(MARK));
        return peer;
    }

    /** An instance of a study: a header without pixels, in ASCII, so that no peer has trouble with it. */
    private static Attributes instance(MadeUpStudy study) {
        return new Attributes()
                .put(Tag.SOPClassUID, new Uid(study.sopClassUid()))
                .put(Tag.SOPInstanceUID, study.instanceUid(0, 0))
                .put(Tag.StudyInstanceUID, study.studyUid())
                .put(Tag.SeriesInstanceUID, study.seriesUid(0))
                .put(Tag.PatientID, Vr.LO, study.patientId())
                .put(Tag.PatientName, Vr.PN, study.family() + "^GIVEN" + study.patient())
                .put(Tag.PatientBirthDate, Vr.DA, "19560101")
                .put(Tag.PatientSex, Vr.CS, "F")
                .put(Tag.StudyDate, Vr.DA, study.date())
                .put(Tag.StudyTime, Vr.TM, "100000")
                .put(Tag.AccessionNumber, Vr.SH, study.accessionNumber())
                .put(Tag.StudyID, Vr.SH, "1")
                .put(Tag.StudyDescription, Vr.LO, "CHEST ROUTINE")
                .put(Tag.Modality, Vr.CS, study.modality())
                .put(Tag.SeriesNumber, Vr.IS, "1")
                .put(Tag.SeriesDescription, Vr.LO, "AXIAL")
                .put(Tag.InstanceNumber, Vr.IS, "1");
    }
}
