package dozo.core.pdu;

import dozo.core.value.ByteSize;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PduMutationTest {

    private static final int ROUNDS = 40_000;
    private static final PduLimits LIMITS = PduLimits.of(ByteSize.ofKibibytes(64));
    private static final List<String> NAMES = List.of(
            "associate-rq-dcmtk",
            "associate-rq-all-items",
            "associate-ac-dcmtk",
            "associate-rj",
            "data-tf",
            "release-rq",
            "abort");

    @Test
    void damagedPdusGiveAPduOrTheNamedExceptionAndNothingElse() {
        long seed = Long.getLong("dozo.test.seed", new Random().nextLong());
        System.out.println("seed of the mutations: -Ddozo.test.seed=" + seed);
        Random random = new Random(seed);
        int decoded = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutated(GoldenPdu.read(NAMES.get(random.nextInt(NAMES.size()))), random);
            try {
                decoded += decode(bytes) ? 1 : 0;
            } catch (PduException | EOFException e) {
                refused++;
            } catch (IOException | RuntimeException e) {
                Assertions.fail("round " + round + " of seed " + seed, e);
            }
        }
        // Both must happen often, else the mutations are too tame or too wild to test anything.
        Assertions.assertTrue(decoded > ROUNDS / 20 && refused > ROUNDS / 20, decoded + " decoded, " + refused);
    }

    private static boolean decode(byte[] bytes) throws IOException {
        Optional<PduReader.RawPdu> raw = new PduReader(new ByteArrayInputStream(bytes), LIMITS).next();
        if (raw.isEmpty()) {
            return false;
        }
        Pdu pdu = new PduDecoder(LIMITS).decode(raw.get().type(), raw.get().body());
        PduEncoder.encode(pdu);
        return true;
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] mutated = random.nextInt(4) == 0 ? resized(bytes, random) : bytes;
        for (int i = random.nextInt(6); i > 0 && mutated.length > 0; i--) {
            int at = random.nextInt(mutated.length);
            mutated[at] = switch (random.nextInt(4)) {
                case 0 -> (byte) 0xFF;
                case 1 -> 0;
                case 2 -> (byte) (mutated[at] ^ 1 << random.nextInt(8));
                default -> (byte) random.nextInt(256);
            };
        }
        return mutated;
    }

    private static byte[] resized(byte[] bytes, Random random) {
        byte[] resized = new byte[random.nextInt(bytes.length + 16)];
        System.arraycopy(bytes, 0, resized, 0, Math.min(bytes.length, resized.length));
        return resized;
    }
}
