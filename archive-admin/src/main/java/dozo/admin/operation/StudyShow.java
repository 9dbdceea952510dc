package dozo.admin.operation;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.Uid;
import dozo.storage.index.model.KnownVersion;
import dozo.storage.index.query.RetrieveSelection;
import dozo.storage.integrity.Progress;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import java.util.ArrayList;
import java.util.List;

/** Every stored version of a study's instances, and where its copies lie. */
public final class StudyShow extends ArchiveOperation<StudyShow.Which, StudyShow.Study> {

    public StudyShow() {
        super("study.show", Which.class, Study.class);
    }

    /** The study, and how many versions to list at most. */
    public record Which(String studyInstanceUid, int limit) {}

    /** What is stored of it, in order of arrival, and how many versions there are in all. */
    public record Study(String studyInstanceUid, long versions, List<VersionRow> instances) {}

    /**
     * One version of an instance.
     *
     * @param current whether it is the one that is found and handed out
     * @param copies volume and path of each copy
     */
    public record VersionRow(
            String seriesInstanceUid,
            String sopInstanceUid,
            String sopClassUid,
            String transferSyntaxUid,
            int version,
            boolean current,
            long bytes,
            String sha256,
            String receivedAt,
            String from,
            List<String> copies) {

        static VersionRow of(KnownVersion version, Store store) {
            StoredObject object = version.instance().object();
            return new VersionRow(
                    object.seriesInstanceUid().value(),
                    object.sopInstanceUid().value(),
                    object.sopClassUid().value(),
                    object.transferSyntaxUid().value(),
                    object.version(),
                    version.current(),
                    object.sizeBytes(),
                    object.digest().hex(),
                    object.receivedAt().toString(),
                    object.callingAeTitle() + "@" + object.peerAddress(),
                    version.instance().locations().stream()
                            .map(location -> describe(location, store))
                            .toList());
        }

        private static String describe(ObjectLocation location, Store store) {
            String volume = store.volume(location.volume())
                    .map(Volume::name)
                    .orElse(location.volume().toString());
            return volume + ":" + location.path();
        }
    }

    @Override
    public Study run(Workplace workplace, Which which, Progress.Listener progress) throws OperatingFailure {
        Uid uid = NamedStudy.uid(which.studyInstanceUid());
        int limit = Listing.bounded(which.limit());
        List<VersionRow> rows = new ArrayList<>();
        long[] total = new long[1];
        workplace.archive().index().versions(RetrieveSelection.ofStudies(List.of(uid)), version -> {
            if (total[0]++ < limit) {
                rows.add(VersionRow.of(version, workplace.archive().store()));
            }
        });
        if (rows.isEmpty()) {
            throw NamedStudy.absent(uid);
        }
        return new Study(uid.value(), total[0], rows);
    }
}
