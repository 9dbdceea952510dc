package dozo.storage.volume;

/**
 * When a volume counts as full: from {@code highPercent} on, and then until it has fallen below {@code lowPercent}, so
 * that a volume near its mark does not accept and refuse by turns (INV-10). Immutable.
 *
 * @param highPercent used share at which ingest is refused, above 0, at most 100
 * @param lowPercent used share below which ingest is accepted again, above 0, not above the high mark
 */
public record WaterMarks(double highPercent, double lowPercent) {

    /** 95 and 93 percent. */
    public static final WaterMarks DEFAULT = new WaterMarks(95, 93);

    /** @throws IllegalArgumentException when the marks are out of range or out of order */
    public WaterMarks {
        if (!(lowPercent > 0 && lowPercent <= highPercent && highPercent <= 100)) {
            throw new IllegalArgumentException("water marks must satisfy 0 < low <= high <= 100");
        }
    }
}
