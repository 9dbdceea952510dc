package dozo.storage.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dozo.core.value.ContentDigest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** INV-5 where an object is read again and again. */
class ImprintsTest {

    private static final long SEED = 20_261_122;

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 1000})
    void passesTheRightBytesAndNoOthersHoweverMuchItRemembers(int capacity) {
        Imprints imprints = new Imprints(capacity);
        List<byte[]> objects = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            objects.add(randomBytes(3000));
        }
        for (int round = 0; round < 3; round++) {
            for (byte[] object : objects) {
                byte[] damaged = object.clone();
                damaged[random.nextInt(damaged.length)] ^= 1;
                assertFalse(test(imprints, object, damaged), "damaged, round " + round + ", seed " + SEED);
                assertTrue(test(imprints, object, object), "whole, round " + round + ", seed " + SEED);
            }
        }
    }

    @Test
    void doesNotPassBytesThatAreShorterOrLongerThanThoseItKnows() {
        Imprints imprints = new Imprints(1);
        byte[] object = randomBytes(2048);
        object[2047] = 0;
        assertTrue(test(imprints, object, object));
        assertFalse(test(imprints, object, Arrays.copyOf(object, 2047)));
        assertFalse(test(imprints, object, Arrays.copyOf(object, 2049)));
    }

    @Test
    void takesNoMoreThanItsPartOfTheHeap() {
        assertEquals(
                Math.min(131_072, Runtime.getRuntime().maxMemory() / 64 / 48),
                Imprints.ofUsualSize().capacity());
    }

    private static boolean test(Imprints imprints, byte[] object, byte[] read) {
        var sha256 = ContentDigest.newMessageDigest();
        sha256.update(object);
        BytesTest test = imprints.test(ContentDigest.of(sha256));
        test.update(ByteBuffer.wrap(read));
        return test.passes();
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
