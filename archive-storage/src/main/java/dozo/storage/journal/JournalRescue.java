package dozo.storage.journal;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import dozo.storage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a journal back that another program removed, replaced or cut while it was written: from the files that are still open,
 * though they may have no name any more, and from what its name shows on each volume. Used once, by one thread.
 */
final class JournalRescue {

    private static final Logger LOG = LoggerFactory.getLogger(JournalRescue.class);

    private final JournalName name;
    private final List<OpenCopy> open;
    private final Map<Volume, String> mishaps;
    private final Map<Volume, List<JournalCopy>> named = new LinkedHashMap<>();
    private final List<OperatingFailure> failures = new ArrayList<>();

    /**
     * @param open its files on all volumes of the group, nothing of which is being written or forced
     * @param mishaps what was done to it, by volume
     */
    JournalRescue(JournalName name, List<OpenCopy> open, Map<Volume, String> mishaps) {
        this.name = name;
        this.open = List.copyOf(open);
        this.mishaps = mishaps;
    }

    /**
     * Puts back what can be, on every volume.
     *
     * @param toldBytes as far as the journal was relied on
     * @return what happened, what it means for the images, and what to do: {@code JOURNAL_UNUSABLE} when a part of these bytes
     *     is on no volume any more, else {@code DISK_ERROR}
     */
    OperatingFailure run(long toldBytes) {
        mishaps.keySet().forEach(Volume::forgetDirectories);
        putBack();
        long lostBytes = toldBytes - standingBytes();
        mishaps.keySet().forEach(Volume::wasChanged);
        String happened = mishaps.entrySet().stream()
                .map(mishap -> "Volume " + mishap.getKey().name() + " at "
                        + mishap.getKey().path() + ": the journal " + name + " was " + mishap.getValue()
                        + " by another program while it was written.")
                .collect(Collectors.joining(" "));
        OperatingFailure told = new OperatingFailure(
                lostBytes > 0 ? FailureCode.JOURNAL_UNUSABLE : FailureCode.DISK_ERROR,
                happened
                        + " What was being stored is refused with A700H and may be sent again; what comes next goes to a"
                        + " new journal. " + meaning(lostBytes)
                        + " Find out what changes files on this volume, and keep it from that: nothing but Dozo may.");
        failures.forEach(told::addSuppressed);
        return told;
    }

    private String meaning(long lostBytes) {
        if (lostBytes > 0) {
            return "Of what it told before, " + Count.of(lostBytes, "byte")
                    + " are on no volume any more: the images named"
                    + " there are served, and would be missing from an index that is built anew. Do not run dozo reindex;"
                    + " bring the journal back from a backup" + why() + ".";
        }
        if (!failures.isEmpty()) {
            return "Nothing that was stored before is lost: another volume holds it all, from which this one is completed"
                    + " later" + why() + ".";
        }
        return "Nothing that was stored before is lost: all that the journal told of it was put back.";
    }

    private String why() {
        return failures.isEmpty() ? "" : " (" + failures.get(0).getMessage() + ")";
    }

    private void putBack() {
        try {
            openNamed();
            List<JournalCopy> sources = new ArrayList<>();
            open.forEach(copy -> sources.add(copy.content()));
            named.values().forEach(sources::addAll);
            JournalWhole whole = new JournalWhole(name, sources);
            for (Map.Entry<Volume, List<JournalCopy>> on : named.entrySet()) {
                try {
                    whole.completeOn(on.getKey(), on.getValue());
                } catch (OperatingFailure e) {
                    failures.add(e);
                }
            }
        } finally {
            closeNamed();
        }
    }

    /** How far the journal reaches for whoever reads it by its name. */
    private long standingBytes() {
        try {
            openNamed();
            List<JournalCopy> copies =
                    named.values().stream().flatMap(List::stream).toList();
            return new JournalWhole(name, copies).bytes();
        } catch (IOException e) {
            failures.add(open.get(0).volume().failure("a journal could not be read", e));
            return 0;
        } finally {
            closeNamed();
        }
    }

    private void openNamed() {
        for (OpenCopy copy : open) {
            try {
                named.put(copy.volume(), JournalFiles.copies(copy.volume(), name));
            } catch (OperatingFailure e) {
                failures.add(e);
            }
        }
    }

    private void closeNamed() {
        for (List<JournalCopy> copies : named.values()) {
            for (JournalCopy copy : copies) {
                try {
                    copy.close();
                } catch (IOException e) {
                    LOG.debug("A journal that was only read could not be closed.", e);
                }
            }
        }
        named.clear();
    }
}
