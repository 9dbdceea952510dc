package dozo.storage.integrity;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.ByteSize;
import dozo.core.value.Count;
import dozo.storage.index.ArchiveIndex;
import dozo.storage.index.model.StoredInstance;
import dozo.storage.journal.JournalEntry;
import dozo.storage.journal.JournalFiles;
import dozo.storage.journal.JournalName;
import dozo.storage.journal.StoredEntry;
import dozo.storage.journal.VolumeGivenUpEntry;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up a volume that will never come back. The images that no other volume holds are lost with it. What only its journals
 * told is journaled once more on the volumes that are left, so that lost images are missed and later copies of others still
 * have their object; and the journals that are gone with it are no longer waited for. The volume must have left the configuration, so that nothing it held can be mistaken for something that
 * is only away. Used once, by one thread.
 */
public final class GiveUp {

    private static final Logger LOG = LoggerFactory.getLogger(GiveUp.class);

    /** Lines journaled in one commit. */
    private static final int LINES = 200;

    private final Store store;
    private final ArchiveIndex index;
    private final DecisionRecorder recorder;
    private final Clock clock;
    private final String name;
    private final VolumeId volume;
    private final Set<VolumeId> others;

    /** What is lost with a volume: versions of which no other volume holds a copy, and their bytes. */
    public record Loss(long images, ByteSize bytes) {}

    /**
     * @param name under which the volume was configured
     * @throws OperatingFailure CONFIGURATION_INVALID when no volume of this name was ever used or it is configured still,
     *     VOLUME_LOST when another volume is away
     */
    public GiveUp(Store store, ArchiveIndex index, DecisionRecorder recorder, Clock clock, String name)
            throws OperatingFailure {
        this.store = store;
        this.index = index;
        this.recorder = recorder;
        this.clock = clock;
        this.name = name;
        if (store.volumes().stream().anyMatch(configured -> configured.name().equals(name))) {
            throw refused("Volume " + name + " stands in the configuration. Take it out, with its group when it is the"
                    + " only one there, restart the archive, then give it up.");
        }
        this.volume = Optional.ofNullable(index.volumes().all().get(name))
                .orElseThrow(() -> refused("The archive never used a volume of the name \"" + name + "\"."));
        this.others = readableVolumes();
    }

    private static OperatingFailure refused(String why) {
        return new OperatingFailure(FailureCode.CONFIGURATION_INVALID, why + " Nothing was changed.");
    }

    /** All that are configured: while one is away, its journals cannot be told from those that are gone. */
    private Set<VolumeId> readableVolumes() throws OperatingFailure {
        for (Volume configured : store.volumes()) {
            if (!configured.state().isReadable()) {
                throw new OperatingFailure(
                        FailureCode.VOLUME_LOST,
                        "Volume " + configured.name() + " cannot be read now, so it is not certain what is lost with "
                                + name + ". Nothing was changed. Mount it first.");
            }
        }
        return store.volumes().stream()
                .map(Volume::id)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    /** What giving it up would lose. */
    public Loss examine() throws OperatingFailure {
        long[] sums = new long[2];
        index.versionsReceivedOnlyOn(volume, others, version -> {
            if (isLost(version.instance())) {
                sums[0]++;
                sums[1] += version.instance().object().sizeBytes();
            }
        });
        return new Loss(sums[0], ByteSize.ofBytes(sums[1]));
    }

    private boolean isLost(StoredInstance version) {
        return version.locations().stream().noneMatch(location -> others.contains(location.volume()));
    }

    /**
     * Gives it up, for good.
     *
     * @param expected what {@link #examine} told and the administrator confirmed
     * @param actor who, as the operating system names them
     * @throws OperatingFailure CONFIGURATION_INVALID when it is no longer so many; else when journal or index failed, and then
     *     it may be begun again
     */
    public Loss run(long expected, String actor, String reason) throws OperatingFailure {
        Loss loss = examine();
        if (loss.images() != expected) {
            throw refused("Lost with volume " + name + ": " + Count.of(loss.images(), "image") + ", and not " + expected
                    + ".");
        }
        List<JournalEntry> entries = new ArrayList<>();
        List<OperatingFailure> failures = new ArrayList<>();
        index.versionsReceivedOnlyOn(volume, others, version -> {
            entries.add(new StoredEntry(version.instance().object()));
            if (entries.size() == LINES && failures.isEmpty()) {
                record(entries, failures);
            }
        });
        record(entries, failures);
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        conclude(loss, actor, reason);
        return loss;
    }

    private void record(List<JournalEntry> entries, List<OperatingFailure> failures) {
        try {
            if (!entries.isEmpty()) {
                recorder.record(entries, IndexChange.NONE);
            }
        } catch (OperatingFailure e) {
            failures.add(e);
        }
        entries.clear();
    }

    private void conclude(Loss loss, String actor, String reason) throws OperatingFailure {
        Set<String> there =
                JournalFiles.list(store).stream().map(JournalName::relative).collect(Collectors.toSet());
        List<String> gone = index.journalPositions().keySet().stream()
                .filter(journal -> !there.contains(journal))
                .toList();
        VolumeGivenUpEntry entry = new VolumeGivenUpEntry(
                volume, name, loss.images(), actor, reason, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        recorder.record(List.of(entry), batch -> {
            for (String journal : gone) {
                batch.forget(journal);
            }
        });
        index.volumes().remove(name);
        LOG.warn(
                "Volume {} was given up by {}. Lost with it: {}. No longer waited for: {}.",
                name,
                actor,
                Count.of(loss.images(), "image"),
                Count.of(gone.size(), "journal"));
    }
}
