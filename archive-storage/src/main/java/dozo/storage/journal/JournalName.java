package dozo.storage.journal;

import dozo.storage.volume.WriterEpoch;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a journal, the same on every volume that holds it:
 * {@code journal/2026/11/22/<epoch>-<incarnation>-<part>.jsonl}. The natural order is the order in which facts were
 * written. Immutable.
 *
 * @param day UTC date on which it was opened
 * @param epoch of its writer
 * @param mark the first eight digits of its writer's incarnation
 * @param part counts the journals of its writer from 1
 */
public record JournalName(LocalDate day, long epoch, String mark, int part) implements Comparable<JournalName> {

    /** The directory below a volume's root that holds all journals. */
    public static final String ROOT = "journal";

    private static final Pattern FORM =
            Pattern.compile(ROOT + "/(\\d{4})/(\\d{2})/(\\d{2})/(\\d{1,18})-([0-9a-f]{8})-(\\d{4,9})\\.jsonl");

    private static final Comparator<JournalName> ORDER = Comparator.comparingLong(JournalName::epoch)
            .thenComparing(JournalName::day)
            .thenComparing(JournalName::mark)
            .thenComparingInt(JournalName::part);

    static JournalName of(WriterEpoch epoch, LocalDate day, int part) {
        return new JournalName(
                day, epoch.epoch(), epoch.incarnation().toString().substring(0, 8), part);
    }

    /** The name, or empty when {@code text} is null or not of the form above. */
    public static Optional<JournalName> parse(String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(parts.group(1) + "-" + parts.group(2) + "-" + parts.group(3));
            long epoch = Long.parseLong(parts.group(4));
            return Optional.of(new JournalName(day, epoch, parts.group(5), Integer.parseInt(parts.group(6))));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The directory that holds the journal, below a volume's root. */
    public String directory() {
        return String.format(
                Locale.ROOT, "%s/%04d/%02d/%02d", ROOT, day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    /** How its writer marks what it writes: {@link WriterEpoch#mark}. */
    public String writer() {
        return epoch + "-" + mark;
    }

    /** Without the directory. */
    String fileName() {
        return String.format(Locale.ROOT, "%d-%s-%04d.jsonl", epoch, mark, part);
    }

    /** The path below a volume's root; what {@link JournalPosition#journal} holds. */
    public String relative() {
        return directory() + "/" + fileName();
    }

    /** The path of the {@code number}th copy that was made beside a damaged file of this journal. */
    public String replacement(int number) {
        String path = relative();
        return path.substring(0, path.lastIndexOf('.')) + ".copy" + number + ".jsonl";
    }

    @Override
    public int compareTo(JournalName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return relative();
    }
}
