package dozo.storage.ingest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

/** What another program does to the journal that an archive writes, and the word that tells the operator. */
enum JournalMishap {
    REMOVED("removed") {
        @Override
        void strike(Path journal) throws IOException {
            Files.delete(journal);
        }
    },
    REMOVED_WITH_ITS_DIRECTORIES("removed") {
        @Override
        void strike(Path journal) throws IOException {
            Path year = journal.getParent().getParent().getParent();
            try (Stream<Path> files = Files.walk(year)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    },
    RENAMED("removed") {
        @Override
        void strike(Path journal) throws IOException {
            Files.move(journal, beside(journal, ".bak"));
        }
    },
    /** As a restored backup does, which has the first line only. */
    REPLACED_BY_AN_EARLIER_ONE("replaced") {
        @Override
        void strike(Path journal) throws IOException {
            byte[] content = Files.readAllBytes(journal);
            int end = 0;
            while (content[end] != '\n') {
                end++;
            }
            replace(journal, Arrays.copyOf(content, end + 1));
        }
    },
    REPLACED_BY_AN_EMPTY_ONE("replaced") {
        @Override
        void strike(Path journal) throws IOException {
            replace(journal, new byte[0]);
        }
    },
    /** As an editor does that saves what it has read: the file of that name is equal, and grows no more. */
    REPLACED_BY_AN_EQUAL_ONE("replaced") {
        @Override
        void strike(Path journal) throws IOException {
            replace(journal, Files.readAllBytes(journal));
        }
    },
    REPLACED_BY_OTHER_BYTES("replaced") {
        @Override
        void strike(Path journal) throws IOException {
            replace(journal, "not a journal\n".repeat(500).getBytes(StandardCharsets.UTF_8));
        }
    },
    CUT_TO_NOTHING("bytes") {
        @Override
        void strike(Path journal) throws IOException {
            cut(journal, 0);
        }
    },
    CUT_INSIDE_A_LINE("bytes") {
        @Override
        void strike(Path journal) throws IOException {
            cut(journal, Files.size(journal) - 100);
        }
    },
    APPENDED_TO("bytes") {
        @Override
        void strike(Path journal) throws IOException {
            Files.writeString(journal, "a note\n", StandardOpenOption.APPEND);
        }
    };

    private final String word;

    JournalMishap(String word) {
        this.word = word;
    }

    abstract void strike(Path journal) throws IOException;

    /** Stands in the message to the operator. */
    String word() {
        return word;
    }

    /** Whether no open file has any more what the file held. */
    boolean isOfTheContent() {
        return this == CUT_TO_NOTHING || this == CUT_INSIDE_A_LINE;
    }

    private static Path beside(Path journal, String ending) {
        return journal.resolveSibling(journal.getFileName() + ending);
    }

    private static void replace(Path journal, byte[] content) throws IOException {
        Path other = Files.write(beside(journal, ".new"), content);
        Files.move(other, journal, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void cut(Path journal, long length) throws IOException {
        try (FileChannel file = FileChannel.open(journal, StandardOpenOption.WRITE)) {
            file.truncate(length);
        }
    }
}
