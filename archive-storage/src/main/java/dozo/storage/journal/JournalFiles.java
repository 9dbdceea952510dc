package dozo.storage.journal;

import dozo.core.failure.OperatingFailure;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Which journals there are. */
public final class JournalFiles {

    private static final Pattern NUMBER = Pattern.compile("\\d{2,4}");
    private static final int DEPTH = 3;

    private JournalFiles() {}

    /**
     * The names of all journals on the readable volumes of the store, in the order in which their facts were written.
     *
     * @throws OperatingFailure when a volume that can be read could not be listed; volumes that are lost or offline are
     *     passed over
     */
    public static NavigableSet<JournalName> list(Store store) throws OperatingFailure {
        NavigableSet<JournalName> names = new TreeSet<>();
        for (Volume volume : store.volumes()) {
            if (volume.state().isReadable()) {
                names.addAll(list(volume));
            }
        }
        return names;
    }

    /**
     * The same, passing over volumes that could not be listed, too.
     *
     * @param failed told of each of these
     */
    public static NavigableSet<JournalName> list(Store store, BiConsumer<Volume, OperatingFailure> failed) {
        NavigableSet<JournalName> names = new TreeSet<>();
        for (Volume volume : store.volumes()) {
            if (volume.state().isReadable()) {
                try {
                    names.addAll(list(volume));
                } catch (OperatingFailure e) {
                    failed.accept(volume, e);
                }
            }
        }
        return names;
    }

    /**
     * The highest epoch that a journal on a readable volume bears; 0 when there is none. A database that was restored may have
     * forgotten it. Volumes that could not be listed are passed over; who reads their journals will tell of them.
     */
    public static long highestEpoch(Store store) {
        return list(store, (volume, failure) -> {}).stream()
                .mapToLong(JournalName::epoch)
                .max()
                .orElse(0);
    }

    /** The names of the journals on one volume. */
    public static NavigableSet<JournalName> list(Volume volume) throws OperatingFailure {
        volume.requireReadable();
        NavigableSet<JournalName> names = new TreeSet<>();
        try {
            collect(volume, JournalName.ROOT, 0, names);
        } catch (IOException e) {
            throw volume.failure("its journals could not be listed", e);
        }
        return names;
    }

    private static void collect(Volume volume, String directory, int depth, NavigableSet<JournalName> names)
            throws IOException {
        for (String entry : volume.disk().list(directory)) {
            if (depth == DEPTH) {
                JournalName.parse(directory + "/" + entry).ifPresent(names::add);
            } else if (NUMBER.matcher(entry).matches()) {
                collect(volume, directory + "/" + entry, depth + 1, names);
            }
        }
    }

    /** The volume's copies of a journal, opened: the file itself, and those made in place of a damaged one. */
    static List<JournalCopy> copies(Volume volume, JournalName name) throws OperatingFailure {
        volume.requireReadable();
        List<JournalCopy> copies = new ArrayList<>();
        try {
            copies.add(new JournalCopy(volume, volume.disk().open(name.relative())));
            for (int number = 1; ; number++) {
                copies.add(new JournalCopy(volume, volume.disk().open(name.replacement(number))));
            }
        } catch (NoSuchFileException e) {
            return copies;
        } catch (IOException e) {
            OperatingFailure failure = volume.failure("the journal " + name + " could not be opened", e);
            for (JournalCopy copy : copies) {
                closeQuietly(copy, failure);
            }
            throw failure;
        }
    }

    private static void closeQuietly(JournalCopy copy, OperatingFailure failure) {
        try {
            copy.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
