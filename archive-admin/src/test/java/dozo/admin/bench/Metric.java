package dozo.admin.bench;

/** What is measured, and how it is written. */
enum Metric {
    MEGABYTES("MB/s", 0),
    IMAGES("/s", 0),
    P50("p50 ms", 2),
    P99("p99 ms", 2),
    MAX("max ms", 2),
    ANSWERS("answers", 1),
    QUERIES("queries", 0),
    FORCES("forces", 1),
    OF_EMPTY("of an empty index", 2),
    ASSOCIATIONS("associations/s", 0),
    CPU("CPU s/GB", 2),
    GENERATOR_CPU("generator CPU s/GB", 2),
    MEMORY("peak MiB", 0);

    private final String unit;
    private final int decimals;

    Metric(String unit, int decimals) {
        this.unit = unit;
        this.decimals = decimals;
    }

    String unit() {
        return unit;
    }

    /** Digits after the point that mean something. */
    int decimals() {
        return decimals;
    }
}
