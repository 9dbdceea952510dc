package dozo.storage.integrity;

import dozo.core.failure.OperatingFailure;
import dozo.core.value.ContentDigest;
import dozo.core.value.Count;
import dozo.storage.journal.JournalEnd;
import dozo.storage.journal.JournalHeader;
import dozo.storage.journal.JournalLine;
import dozo.storage.journal.JournalName;
import dozo.storage.journal.JournalReader;
import dozo.storage.volume.Store;
import dozo.storage.volume.Volume;
import dozo.storage.volume.VolumeId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads journals as far as disks let it, and compares their copies on the volumes. Used by one thread. */
final class JournalVerifier {

    private static final int BUFFER_BYTES = 128 * 1024;

    private final Store store;
    private final VerifyReport.Builder report;

    /** Takes the facts of a journal, in order. */
    interface FactConsumer {
        void accept(JournalLine line) throws OperatingFailure;
    }

    JournalVerifier(Store store, VerifyReport.Builder report) {
        this.store = store;
        this.report = report;
    }

    /**
     * Hands every fact that can be read to {@code consumer}.
     *
     * @param appliedBytes how far the index has applied the journal
     */
    void verify(JournalName name, long appliedBytes, FactConsumer consumer) throws OperatingFailure {
        Optional<JournalReader> opened = open(name);
        if (opened.isEmpty()) {
            return;
        }
        Optional<JournalHeader> header;
        long endBytes;
        boolean isWhole;
        try (JournalReader reader = opened.get()) {
            isWhole = read(name, reader, consumer);
            header = reader.header();
            endBytes = reader.position().bytes();
        }
        if (header.isPresent()) {
            compareCopies(name, header.get().volumes(), endBytes);
        }
        if (isWhole && endBytes < appliedBytes && everyVolumeIsReadable()) {
            report.add(journal(
                    FindingKind.JOURNAL_MISSING,
                    "",
                    name,
                    "the index has applied " + Count.of(appliedBytes, "byte") + " of it, of which " + endBytes
                            + " are left"));
        }
    }

    private Optional<JournalReader> open(JournalName name) {
        try {
            return Optional.of(JournalReader.open(store, name, 0));
        } catch (OperatingFailure e) {
            reportUnreadable(name, e);
            return Optional.empty();
        }
    }

    /** @return whether it was read to its end; if not, that is reported */
    private boolean read(JournalName name, JournalReader reader, FactConsumer consumer) throws OperatingFailure {
        boolean more = true;
        while (more) {
            Optional<JournalLine> line;
            try {
                line = reader.next();
                if (line.isEmpty()) {
                    reportEnd(name, reader.end());
                    more = reader.skipDamage() > 0;
                }
            } catch (OperatingFailure e) {
                reportUnreadable(name, e);
                return false;
            }
            if (line.isPresent()) {
                consumer.accept(line.get());
            }
        }
        return true;
    }

    private void reportUnreadable(JournalName name, OperatingFailure failure) {
        report.add(journal(FindingKind.JOURNAL_DAMAGED, "", name, failure.getMessage()));
    }

    /** Reports those that the index has applied and none of {@code names} is, as far as every volume can be asked. */
    void findMissing(Set<JournalName> names, Set<String> applied) {
        Set<String> there = names.stream().map(JournalName::relative).collect(Collectors.toSet());
        if (everyVolumeIsReadable()) {
            applied.stream()
                    .filter(known -> !there.contains(known))
                    .sorted()
                    .forEach(known -> report.add(new Finding(
                            FindingKind.JOURNAL_MISSING,
                            "",
                            known,
                            Optional.empty(),
                            "the index has applied it, and no volume holds it")));
        }
    }

    private boolean everyVolumeIsReadable() {
        return store.volumes().stream().allMatch(volume -> volume.state().isReadable());
    }

    private void reportEnd(JournalName name, JournalEnd end) {
        if (end == JournalEnd.CORRUPT) {
            report.add(journal(FindingKind.JOURNAL_DAMAGED, "", name, "whole lines lie behind damage on every copy"));
        } else if (end == JournalEnd.TORN) {
            report.add(journal(FindingKind.JOURNAL_TORN, "", name, "it ends inside a line, as a crash leaves it"));
        }
    }

    /**
     * Each volume holds a copy that is equal byte for byte as far as the journal was read; where there is no such copy on one,
     * it is damaged. A torn file beside which a start has put a whole one is none.
     */
    private void compareCopies(JournalName name, List<VolumeId> holders, long endBytes) {
        Map<Volume, Set<ContentDigest>> digests = new LinkedHashMap<>();
        for (Volume volume : store.placement(holders)) {
            if (volume.state().isReadable()) {
                try {
                    Set<ContentDigest> found = digests(volume, name, endBytes);
                    if (!found.isEmpty()) {
                        digests.put(volume, found);
                    } else {
                        reportCopy(volume, name, "it is missing or too short here");
                    }
                } catch (IOException e) {
                    reportCopy(volume, name, "the disk fails to read it here: " + e.getMessage());
                }
            }
        }
        if (!digests.isEmpty() && shared(digests.values()).isEmpty()) {
            digests.keySet().forEach(volume -> reportCopy(volume, name, "it differs from the copy on another volume"));
        }
    }

    private void reportCopy(Volume volume, JournalName name, String detail) {
        report.add(journal(FindingKind.JOURNAL_COPY_DAMAGED, volume.name(), name, detail));
    }

    /** What every volume has. */
    private static Set<ContentDigest> shared(Collection<Set<ContentDigest>> digests) {
        Set<ContentDigest> shared = new LinkedHashSet<>(digests.iterator().next());
        digests.forEach(shared::retainAll);
        return shared;
    }

    /** Of the first {@code length} bytes of each file of the journal on a volume; shorter ones are left out. */
    private static Set<ContentDigest> digests(Volume volume, JournalName name, long length) throws IOException {
        Set<ContentDigest> digests = new LinkedHashSet<>();
        String file = name.relative();
        try {
            for (int number = 1; ; number++) {
                digest(volume, file, length).ifPresent(digests::add);
                file = name.replacement(number);
            }
        } catch (NoSuchFileException e) {
            return digests;
        }
    }

    /** Empty when the file has fewer bytes. */
    private static Optional<ContentDigest> digest(Volume volume, String file, long length) throws IOException {
        try (SeekableByteChannel channel = volume.disk().open(file)) {
            MessageDigest digest = ContentDigest.newMessageDigest();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            long remaining = length;
            while (remaining > 0) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), remaining));
                int count = channel.read(buffer);
                if (count < 0) {
                    return Optional.empty();
                }
                remaining -= count;
                digest.update(buffer.flip());
            }
            return Optional.of(ContentDigest.of(digest));
        }
    }

    private static Finding journal(FindingKind kind, String volume, JournalName name, String detail) {
        return new Finding(kind, volume, name.relative(), Optional.empty(), detail);
    }
}
