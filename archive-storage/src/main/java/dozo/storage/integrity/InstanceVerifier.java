package dozo.storage.integrity;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.StoredObject;
import dozo.storage.volume.ObjectLocation;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifies stored versions, copy by copy, and repairs what it may. Used by one thread. */
final class InstanceVerifier {

    private final Store store;
    private final ArchiveIndex index;
    private final Optional<Repairer> repairer;
    private final CopyCheck test;
    private final Throttle throttle;
    private final VerifyReport.Builder report;

    /** @param repairer empty when nothing is to be repaired */
    InstanceVerifier(
            Store store,
            ArchiveIndex index,
            Optional<Repairer> repairer,
            Throttle throttle,
            VerifyReport.Builder report) {
        this.store = store;
        this.index = index;
        this.repairer = repairer;
        this.test = new CopyCheck(store);
        this.throttle = throttle;
        this.report = report;
    }

    /** These versions as the journal tells of them, with what the index knows of further copies. */
    void verifyJournaled(List<StoredObject> objects) throws OperatingFailure {
        IndexedVersions indexed = IndexedVersions.ofObjects(index, objects);
        for (StoredObject object : objects) {
            Optional<StoredInstance> known = indexed.find(object);
            if (known.isEmpty()) {
                report.add(new Finding(
                        FindingKind.NOT_INDEXED,
                        "",
                        object.path().relative(),
                        Optional.of(object.sopInstanceUid()),
                        "restart the archive, or run: dozo reindex"));
            }
            verify(known.orElseGet(() -> new StoredInstance(object, object.locations(), Optional.empty())));
        }
    }

    /** The copies of one version. */
    void verify(StoredInstance instance) {
        Examination examination = Examination.of(instance, test, throttle);
        report.objects++;
        report.copies += examination.good().size() + examination.bad().size();
        report.bytes += instance.object().sizeBytes() * examination.good().size();
        List<VolumeId> damaged = new ArrayList<>(examination.damagedVolumes());
        for (CopyVerdict.Bad bad : examination.bad()) {
            if (damaged.contains(bad.location().volume())) {
                ObjectSource.log(instance.object(), bad);
                report.add(finding(kind(bad), instance, bad.location(), bad.detail()));
            }
        }
        for (Volume volume : examination.without()) {
            if (damaged.contains(volume.id().orElseThrow())) {
                report.add(new Finding(
                        FindingKind.COPY_MISSING,
                        volume.name(),
                        instance.object().path().relative(),
                        Optional.of(instance.object().sopInstanceUid()),
                        "the volume is new to its group and holds no copy yet"));
            }
        }
        if (examination.good().isEmpty() && examination.unavailable().isEmpty()) {
            report.add(finding(
                    FindingKind.OBJECT_LOST,
                    instance,
                    instance.locations().get(0),
                    "no copy is good: bring it back from a backup, or let its sender send it again"));
        } else if (!examination.good().isEmpty()) {
            damaged.forEach(volume -> repair(instance, volume));
        }
    }

    private void repair(StoredInstance instance, VolumeId volume) {
        if (repairer.isEmpty()) {
            return;
        }
        try {
            ObjectLocation location = repairer.get().repair(instance, volume);
            report.add(finding(FindingKind.COPY_REPAIRED, instance, location, "a good copy was written here"));
        } catch (OperatingFailure e) {
            report.add(finding(
                    FindingKind.REPAIR_FAILED, instance, instance.locations().get(0), e.getMessage()));
        }
    }

    private static FindingKind kind(CopyVerdict.Bad bad) {
        return bad.code() == FailureCode.OBJECT_MISSING ? FindingKind.COPY_MISSING : FindingKind.COPY_CORRUPT;
    }

    private Finding finding(FindingKind kind, StoredInstance instance, ObjectLocation location, String detail) {
        return new Finding(
                kind,
                store.volume(location.volume())
                        .map(Volume::name)
                        .orElse(location.volume().toString()),
                location.path().relative(),
                Optional.of(instance.object().sopInstanceUid()),
                detail);
    }
}
