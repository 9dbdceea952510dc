package dozo.admin.bench;

import dozo.admin.bench.wire.BenchUids;
import dozo.admin.bench.wire.ImageTemplate;
import dozo.admin.bench.wire.LoadReport;
import dozo.admin.bench.wire.Phantom;
import dozo.admin.bench.wire.StoreLoad;
import dozo.admin.bench.wire.Studies;
import dozo.admin.bench.wire.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Stores images as fast as a peer takes them: {@code SendLoad host port calledAet template associations
 * imagesPerAssociation [run]}. The template is a file, or CT, MR or CR for made-up images; the run, a number, names the UIDs
 * where somebody else has to know them. Prints one line of figures; ends with 1 when an image was not acknowledged.
 */
public final class SendLoad {

    private static final int ARGUMENTS = 6;
    private static final Studies STUDIES = new Studies(200, 2);

    private SendLoad() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        if (arguments.length != ARGUMENTS && arguments.length != ARGUMENTS + 1) {
            System.err.println("SendLoad host port calledAet template associations imagesPerAssociation [run]");
            System.exit(2);
        }
        Target target = new Target(arguments[0], Integer.parseInt(arguments[1]), arguments[2], "BENCH");
        BenchUids uids =
                arguments.length == ARGUMENTS ? BenchUids.fresh() : new BenchUids(Long.parseLong(arguments[ARGUMENTS]));
        LoadReport report = new StoreLoad(
                        target,
                        template(arguments[3]),
                        uids,
                        Integer.parseInt(arguments[4]),
                        Integer.parseInt(arguments[5]))
                .run();
        System.out.println(report.line());
        System.exit(report.acknowledged() == report.sent() ? 0 : 1);
    }

    private static ImageTemplate template(String name) throws IOException {
        boolean phantom =
                Arrays.stream(Phantom.values()).anyMatch(each -> each.name().equals(name));
        return phantom ? Phantom.valueOf(name).template() : ImageTemplate.ofFile(Path.of(name), STUDIES);
    }
}
