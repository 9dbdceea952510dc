package dozo.storage.journal;

import dozo.core.failure.OperatingFailure;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes the journals of a volume that was away while its mirror was written, or is new to its group. Nothing is rewritten: what is missing is
 * appended, and beside a copy that ends otherwise a whole one is put. Used at start, before anything writes journals, and
 * later for those that are no longer written.
 */
public final class JournalCompletion {

    private static final Logger LOG = LoggerFactory.getLogger(JournalCompletion.class);

    /** How much of the end is compared where the lengths are equal: the lines of some hundred objects. */
    private static final int END_BYTES = 64 * 1024;

    private final Store store;

    public JournalCompletion(Store store) {
        this.store = store;
    }

    /**
     * Completes every journal on every volume that should hold it and takes writes; where all copies have one length,
     * only their ends are read. What cannot be completed now is logged and left for the next start: its facts stand elsewhere.
     *
     * @return the names of the journals that were completed
     */
    public List<JournalName> run() {
        return run(name -> true);
    }

    /** The same for those that {@code closed} says nothing is appended to any more. */
    public List<JournalName> run(Predicate<JournalName> closed) {
        List<JournalName> completed = new ArrayList<>();
        for (JournalName name : JournalFiles.list(store, JournalCompletion::notListed)) {
            if (closed.test(name) && complete(name)) {
                LOG.info("The journal {} was completed on a volume that had been away.", name);
                completed.add(name);
            }
        }
        return completed;
    }

    private boolean complete(JournalName name) {
        List<JournalCopy> copies = new ArrayList<>();
        try {
            open(name, copies);
            return !copies.isEmpty() && complete(name, copies);
        } catch (OperatingFailure e) {
            notCompleted(name, e);
            return false;
        } finally {
            close(copies);
        }
    }

    private static void notListed(Volume volume, OperatingFailure failure) {
        LOG.warn(
                "DOZO-{} no journal is completed on volume {}: {}",
                failure.code().number(),
                volume.name(),
                failure.getMessage());
    }

    private static void notCompleted(JournalName name, OperatingFailure failure) {
        LOG.warn("DOZO-{} the journal {} was not completed: {}", failure.code().number(), name, failure.getMessage());
    }

    /** Adds to {@code copies}, also when it fails, so that none stays open. */
    private void open(JournalName name, List<JournalCopy> copies) throws OperatingFailure {
        for (Volume volume : store.volumes()) {
            if (volume.state().isReadable()) {
                copies.addAll(JournalFiles.copies(volume, name));
            }
        }
    }

    private boolean complete(JournalName name, List<JournalCopy> copies) throws OperatingFailure {
        try (JournalReader reader = JournalReader.open(store, name, 0)) {
            Optional<JournalHeader> header = reader.header();
            if (header.isEmpty()) {
                return false;
            }
            List<Volume> holders = store.placement(header.get().volumes()).stream()
                    .filter(volume -> volume.state().isWritable())
                    .toList();
            if (isLevel(holders, copies)) {
                return false;
            }
            JournalWhole whole = new JournalWhole(name, copies);
            boolean changed = false;
            for (Volume volume : holders) {
                try {
                    changed |= whole.completeOn(volume, on(volume.id().orElseThrow(), copies));
                } catch (OperatingFailure e) {
                    notCompleted(name, e);
                }
            }
            return changed;
        }
    }

    /** Whether every holder has one copy, and no copy on any volume is of another length or ends otherwise. */
    private static boolean isLevel(List<Volume> holders, List<JournalCopy> copies) {
        for (Volume holder : holders) {
            if (on(holder.id().orElseThrow(), copies).size() != 1) {
                return false;
            }
        }
        try {
            return endAlike(copies);
        } catch (IOException e) {
            LOG.debug("A copy of a journal could not be read: each is compared with the others.", e);
            return false;
        }
    }

    /** After a power cut the end of a file may never have been written, though its length is that of the others. */
    private static boolean endAlike(List<JournalCopy> copies) throws IOException {
        long length = copies.get(0).sizeBytes();
        byte[] first = end(copies.get(0), length);
        for (JournalCopy copy : copies) {
            if (copy.sizeBytes() != length || !Arrays.equals(first, end(copy, length))) {
                return false;
            }
        }
        return true;
    }

    private static byte[] end(JournalCopy copy, long length) throws IOException {
        return copy.bytes(Math.max(0, length - END_BYTES), END_BYTES);
    }

    private static List<JournalCopy> on(VolumeId volume, List<JournalCopy> copies) {
        return copies.stream()
                .filter(copy -> copy.volume().id().filter(volume::equals).isPresent())
                .toList();
    }

    private static void close(List<JournalCopy> copies) {
        for (JournalCopy copy : copies) {
            try {
                copy.close();
            } catch (IOException e) {
                LOG.debug("A journal that was only read could not be closed.", e);
            }
        }
    }
}
