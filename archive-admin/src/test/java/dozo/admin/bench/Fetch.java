package dozo.admin.bench;

import dozo.admin.bench.wire.BenchUids;
import dozo.admin.bench.wire.LoadReport;
import dozo.admin.bench.wire.Phantom;
import dozo.admin.bench.wire.RetrieveLoad;
import dozo.admin.bench.wire.StoreSink;
import dozo.admin.bench.wire.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fetches CT studies that {@link SendLoad} has stored: {@code Fetch host port calledAet move|get listenerPort run studies
 * associations fetches}. The first studies of that run are fetched in turn, {@code fetches} times in all. Prints one line of
 * figures; ends with 1 when fewer images arrived than the peer says it sent.
 */
public final class Fetch {

    private static final int ARGUMENTS = 9;

    private Fetch() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        if (arguments.length != ARGUMENTS) {
            System.err.println("Fetch host port calledAet move|get listenerPort run studies associations fetches");
            System.exit(2);
        }
        Target target = new Target(arguments[0], Integer.parseInt(arguments[1]), arguments[2], "BENCH");
        BenchUids uids = new BenchUids(Long.parseLong(arguments[5]));
        int stored = Integer.parseInt(arguments[6]);
        List<List<String>> studies = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[7]); i++) {
            studies.add(new ArrayList<>());
        }
        for (int i = 0; i < Integer.parseInt(arguments[8]); i++) {
            studies.get(i % studies.size()).add(uids.text(BenchUids.Kind.STUDY, 0, i % stored));
        }
        LoadReport report = run(target, arguments[3].equals("move"), Integer.parseInt(arguments[4]), studies);
        System.out.println(report.line());
        System.exit(report.acknowledged() == report.sent() ? 0 : 1);
    }

    private static LoadReport run(Target target, boolean move, int listenerPort, List<List<String>> studies)
            throws IOException, InterruptedException {
        var template = Phantom.CT.template();
        if (!move) {
            return new RetrieveLoad(target, template.sopClass(), template.transferSyntax(), Optional.empty(), studies)
                    .run();
        }
        try (StoreSink sink = StoreSink.open(listenerPort)) {
            return new RetrieveLoad(target, template.sopClass(), template.transferSyntax(), Optional.of(sink), studies)
                    .run();
        }
    }
}
