package dozo.admin.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a trace of system calls shows of some images stored one after another.
 *
 * @param answersAfterForce answers that something was forced before, since the answer before them
 * @param forces how often something was forced before the last answer
 * @param what it was: paths below the peer's folder, what differs between images shown as *
 * @param noDelay whether the connection was told not to delay small packets
 */
record Durability(int answersAfterForce, int forces, SortedSet<String> what, boolean noDelay) {

    /** A finished call, or one whose end is told on a later line. */
    private static final Pattern CALL = Pattern.compile("^(\\d+) +(\\w+)\\((.*)$");

    private static final Pattern RESUMED = Pattern.compile("^(\\d+) +<\\.\\.\\. (\\w+) resumed>.*$");
    private static final Pattern DESCRIPTOR = Pattern.compile("^\\d+<([^>]*)>");
    private static final String UNFINISHED = "<unfinished ...>";

    Durability {
        what = new TreeSet<>(what);
    }

    /** Reads a trace. @param port where the peer listens @param folder that it writes in */
    static Durability of(List<String> trace, int port, Path folder) {
        Reader reader = new Reader(port, folder);
        trace.forEach(reader::line);
        return reader.seen();
    }

    /** Goes through the calls in the order of their completion. */
    private static final class Reader {

        private final String listener;
        private final Path folder;
        private final Map<String, String> unfinished = new HashMap<>();
        private final SortedSet<String> what = new TreeSet<>();
        private final List<String> pending = new ArrayList<>();
        private final List<String> synchronous = new ArrayList<>();
        private int answers;
        private int forces;
        private boolean noDelay;

        Reader(int port, Path folder) {
            this.listener = ":" + port + "->";
            this.folder = folder;
        }

        void line(String line) {
            Matcher resumed = RESUMED.matcher(line);
            if (resumed.matches()) {
                String arguments = unfinished.remove(resumed.group(1) + resumed.group(2));
                if (arguments != null) {
                    call(resumed.group(2), arguments);
                }
                return;
            }
            Matcher call = CALL.matcher(line);
            if (!call.matches()) {
                return;
            }
            String name = call.group(2);
            String arguments = call.group(3);
            boolean answer = isSent(name) && arguments.contains(listener);
            if (arguments.endsWith(UNFINISHED) && !answer) {
                unfinished.put(call.group(1) + name, arguments);
            } else {
                // An answer counts from its beginning, a force from its end.
                call(name, arguments);
            }
        }

        private void call(String name, String arguments) {
            switch (name) {
                case "fsync", "fdatasync", "sync_file_range" -> force(name, descriptor(arguments));
                case "msync" -> force(name, "memory");
                case "open", "openat" -> opened(arguments);
                case "setsockopt" -> noDelay |= arguments.contains(listener) && arguments.contains("TCP_NODELAY, [1]");
                default -> written(name, arguments);
            }
        }

        private void opened(String arguments) {
            int result = arguments.lastIndexOf("= ");
            if (arguments.contains("O_SYNC") || arguments.contains("O_DSYNC")) {
                synchronous.add(descriptor(arguments.substring(result + 2)));
            }
        }

        private void written(String name, String arguments) {
            if (isSent(name) && arguments.contains(listener)) {
                answer();
            } else if (synchronous.contains(descriptor(arguments))) {
                force("O_SYNC", descriptor(arguments));
            }
        }

        private void force(String call, String path) {
            pending.add(call + " " + shortened(path));
        }

        private void answer() {
            if (!pending.isEmpty()) {
                answers++;
                forces += pending.size();
                what.addAll(pending);
                pending.clear();
            }
        }

        Durability seen() {
            return new Durability(answers, forces, what, noDelay);
        }

        private static boolean isSent(String name) {
            return name.startsWith("write") || name.startsWith("send");
        }

        private static String descriptor(String arguments) {
            Matcher descriptor = DESCRIPTOR.matcher(arguments);
            return descriptor.find() ? descriptor.group(1) : "?";
        }

        private String shortened(String path) {
            String below = path.startsWith(folder.toString())
                    ? path.substring(folder.toString().length() + 1)
                    : path;
            // Numbers, and directories by hash.
            return below.replaceAll("/[0-9a-f]{2}(?=/)", "/*")
                    .replaceAll("[^/]*\\d[^/.]*(?=/|\\.|$)", "*")
                    .replaceAll("(\\*/)+\\*", "*");
        }
    }
}
