package dozo.storage.integrity;

import dozo.core.failure.FailureCode;
import dozo.core.failure.OperatingFailure;
import dozo.core.value.Count;
import dozo.storage.journal.JournalEnd;
import dozo.storage.journal.JournalLine;
import dozo.storage.journal.JournalName;
import dozo.storage.journal.JournalPosition;
import dozo.storage.journal.JournalReader;
import dozo.storage.volume.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of one journal, some at a time, to its very end: behind damage it goes on with the next whole line. Where disks fail to
 * read it, the lines end unless all are needed. What could not be read is reported and never silently left out. Used by one thread.
 */
final class JournalPages implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalPages.class);

    private final JournalName name;
    private final JournalReader reader;
    private final int linesMax;
    private final boolean strict;
    private final ReplayReport.Builder report;
    private boolean unreadable;
    private long beginBytes;

    private JournalPages(
            JournalName name, JournalReader reader, int linesMax, boolean strict, ReplayReport.Builder report) {
        this.name = name;
        this.reader = reader;
        this.linesMax = linesMax;
        this.strict = strict;
        this.report = report;
    }

    /**
     * Opens the journal where the index stands; the caller closes it.
     *
     * @param linesMax most lines of a page
     * @param strict whether it is a failure that disks fail to read it, rather than its end for now
     * @return empty, and reported, when the journal is shorter than what the index has applied of it, or cannot be read
     */
    static Optional<JournalPages> open(
            Store store, JournalName name, long fromBytes, int linesMax, boolean strict, ReplayReport.Builder report)
            throws OperatingFailure {
        try {
            JournalReader reader = JournalReader.open(store, name, fromBytes);
            return Optional.of(new JournalPages(name, reader, linesMax, strict, report));
        } catch (OperatingFailure e) {
            if (e.code() == FailureCode.JOURNAL_UNUSABLE && fromBytes > 0) {
                LOG.error("DOZO-{} {}", e.code().number(), e.getMessage());
                report.shorter.add(name.relative());
                return Optional.empty();
            }
            if (isUnreadable(e) && !strict) {
                reportUnreadable(name, e, report);
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Every volume that holds it fails to open it, or to read it. */
    private static boolean isUnreadable(OperatingFailure failure) {
        return failure.code() == FailureCode.DISK_ERROR || failure.code() == FailureCode.VOLUME_LOST;
    }

    private static void reportUnreadable(JournalName name, OperatingFailure failure, ReplayReport.Builder report) {
        LOG.error(
                "DOZO-{} {} The archive serves all that the index knows; what only this journal tells is asked for again at"
                        + " the next start.",
                failure.code().number(),
                failure.getMessage());
        report.unreadable.add(name.relative());
    }

    /** The next lines; none at the end. */
    List<JournalLine> next() throws OperatingFailure {
        List<JournalLine> page = read();
        while (page.isEmpty() && !unreadable && skipDamage()) {
            page = read();
        }
        return page;
    }

    /** Where the first line of the last page begins. */
    long beginBytes() {
        return beginBytes;
    }

    /** Behind the last page. */
    JournalPosition position() {
        return reader.position();
    }

    private List<JournalLine> read() throws OperatingFailure {
        beginBytes = reader.position().bytes();
        List<JournalLine> page = new ArrayList<>();
        while (page.size() < linesMax && !unreadable) {
            Optional<JournalLine> line = readLine();
            if (line.isEmpty()) {
                return page;
            }
            page.add(line.get());
        }
        return page;
    }

    private Optional<JournalLine> readLine() throws OperatingFailure {
        try {
            return reader.next();
        } catch (OperatingFailure e) {
            if (!isUnreadable(e) || strict) {
                throw e;
            }
            unreadable = true;
            reportUnreadable(name, e, report);
            return Optional.empty();
        }
    }

    /** At the end: whether whole lines follow behind damage, so that reading goes on there. */
    private boolean skipDamage() throws OperatingFailure {
        JournalEnd end = reader.end();
        if (end == JournalEnd.TORN) {
            LOG.info("The journal {} ends inside a line; nothing in that line was answered with Success.", name);
            report.torn.add(name.relative());
        }
        if (end != JournalEnd.CORRUPT) {
            return false;
        }
        long lost = reader.skipDamage();
        LOG.error(
                "DOZO-{} the journal {} is damaged on every copy: {} left out, with whatever facts stood there."
                        + " Run: dozo verify. The objects they named are kept as files that no journal knows.",
                FailureCode.JOURNAL_UNUSABLE.number(),
                name,
                Count.of(lost, "byte"));
        report.damaged.add(name.relative());
        return lost > 0;
    }

    @Override
    public void close() {
        reader.close();
    }
}
