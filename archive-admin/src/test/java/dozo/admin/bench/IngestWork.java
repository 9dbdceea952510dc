package dozo.admin.bench;

import dozo.admin.bench.wire.Phantom;

/**
 * Images to be stored.
 *
 * @param images in all, above the number of associations; each work some 420 MB
 * @param headline the figure to show: megabytes for large images, images for small ones
 */
record IngestWork(String name, String title, Phantom phantom, int associations, int images, Metric headline) {

    static final IngestWork[] ALL = {
        new IngestWork("ct1", "CT 526 KB, 1 association", Phantom.CT, 1, 800, Metric.MEGABYTES),
        new IngestWork("ct4", "CT 526 KB, 4 associations", Phantom.CT, 4, 800, Metric.MEGABYTES),
        new IngestWork("ct16", "CT 526 KB, 16 associations", Phantom.CT, 16, 800, Metric.MEGABYTES),
        new IngestWork("mr4", "MR 132 KB, 4 associations", Phantom.MR, 4, 3200, Metric.IMAGES),
        new IngestWork("mr8", "MR 132 KB, 8 associations", Phantom.MR, 8, 3200, Metric.IMAGES),
        new IngestWork("cr2", "CR 8.4 MB, 2 associations", Phantom.CR, 2, 50, Metric.MEGABYTES),
    };

    /** What a peer does before the clock counts: some of each work, since each goes ways of its own that nobody is measured cold on. */
    static final IngestWork[] WARM_UP = {
        new IngestWork("warm-up-mr", "", Phantom.MR, 8, 1200, Metric.IMAGES),
        new IngestWork("warm-up-mr-few", "", Phantom.MR, 4, 400, Metric.IMAGES),
        new IngestWork("warm-up-ct-many", "", Phantom.CT, 16, 160, Metric.MEGABYTES),
        new IngestWork("warm-up-ct", "", Phantom.CT, 4, 160, Metric.MEGABYTES),
        new IngestWork("warm-up-ct-one", "", Phantom.CT, 1, 120, Metric.MEGABYTES),
        new IngestWork("warm-up-cr", "", Phantom.CR, 2, 6, Metric.MEGABYTES),
    };
}
