package dozo.storage.integrity;

import dozo.core.value.ContentDigest;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Remembers the imprints of objects whose bytes passed their SHA-256 in this process, so that the next reading of the same object is
 * held against its imprint instead: every byte is tested each time it is read (INV-5), the second time at an eighth of the cost.
 * Nothing of it is written down, and its secret never leaves the process; after a start all begin with SHA-256 again.
 * Has room for a fixed number of objects, where one takes the place of another (INV-8). Thread-safe.
 */
final class Imprints {

    /** Tests by SHA-256 each time. */
    static final Imprints NONE = new Imprints(0);

    /** A slot: the SHA-256 and the imprint, in words. */
    private static final int SLOT_WORDS = 6;

    private static final int DIGEST_WORDS = 4;

    /** Six MiB: the images of some days in a hospital. */
    private static final int OBJECTS_MAX = 128 * 1024;

    /** The part of the heap that it may take. */
    private static final int HEAP_PART = 64;

    private final long[] secret = ImprintDigest.newSecret();
    private final int capacity;
    private final long[] slots;

    /** @param capacity in objects */
    Imprints(int capacity) {
        this.capacity = capacity;
        this.slots = new long[capacity * SLOT_WORDS];
    }

    /** With room for 131,072 objects, or fewer when that would be more than a 64th of the heap. */
    static Imprints ofUsualSize() {
        long affordable = Runtime.getRuntime().maxMemory() / HEAP_PART / (SLOT_WORDS * Long.BYTES);
        return new Imprints((int) Math.min(OBJECTS_MAX, affordable));
    }

    int capacity() {
        return capacity;
    }

    /** The test of one reading of the object with this SHA-256. */
    BytesTest test(ContentDigest expected) {
        if (capacity == 0) {
            return BytesTest.sha256(expected);
        }
        long[] words = words(expected);
        return find(words)
                .<BytesTest>map(imprint -> new Known(secret, imprint))
                .orElseGet(() -> new New(expected, words));
    }

    private synchronized Optional<Imprint> find(long[] digest) {
        int slot = slot(digest);
        for (int i = 0; i < DIGEST_WORDS; i++) {
            if (slots[slot + i] != digest[i]) {
                return Optional.empty();
            }
        }
        return Optional.of(new Imprint(slots[slot + DIGEST_WORDS], slots[slot + DIGEST_WORDS + 1]));
    }

    private synchronized void remember(long[] digest, Imprint imprint) {
        int slot = slot(digest);
        System.arraycopy(digest, 0, slots, slot, DIGEST_WORDS);
        slots[slot + DIGEST_WORDS] = imprint.first();
        slots[slot + DIGEST_WORDS + 1] = imprint.second();
    }

    private int slot(long[] digest) {
        return (int) Long.remainderUnsigned(digest[0], capacity) * SLOT_WORDS;
    }

    private static long[] words(ContentDigest digest) {
        long[] words = new long[DIGEST_WORDS];
        for (int i = 0; i < DIGEST_WORDS; i++) {
            words[i] = Long.parseUnsignedLong(digest.hex(), i * 16, (i + 1) * 16, 16);
        }
        return words;
    }

    /** Of an object that passed its SHA-256 before. */
    private static final class Known implements BytesTest {

        private final ImprintDigest digest;
        private final Imprint expected;

        Known(long[] secret, Imprint expected) {
            this.digest = new ImprintDigest(secret);
            this.expected = expected;
        }

        @Override
        public void update(ByteBuffer bytes) {
            digest.update(bytes);
        }

        @Override
        public boolean passes() {
            return digest.imprint().equals(expected);
        }
    }

    /** Of an object whose imprint is remembered when it passes its SHA-256 now. */
    private final class New implements BytesTest {

        private final BytesTest sha256;
        private final ImprintDigest digest = new ImprintDigest(secret);
        private final long[] words;

        New(ContentDigest expected, long[] words) {
            this.sha256 = BytesTest.sha256(expected);
            this.words = words;
        }

        @Override
        public void update(ByteBuffer bytes) {
            sha256.update(bytes);
            digest.update(bytes);
        }

        @Override
        public boolean passes() {
            boolean good = sha256.passes();
            if (good) {
                remember(words, digest.imprint());
            }
            return good;
        }
    }
}
