package dozo.admin.bench.wire;

/**
 * How the images of one stream make up series, studies and patients: one study of each patient.
 *
 * @param imagesPerSeries above zero
 * @param seriesPerStudy above zero
 */
public record Studies(int imagesPerSeries, int seriesPerStudy) {

    public Studies {
        if (imagesPerSeries < 1 || seriesPerStudy < 1) {
            throw new IllegalArgumentException("a series and a study hold at least one");
        }
    }

    long seriesOf(long image) {
        return image / imagesPerSeries;
    }

    long studyOf(long image) {
        return seriesOf(image) / seriesPerStudy;
    }
}
